"""What runs inside the sandbox: a server that starts blocks one at a time, and what holds them.

Only the standard library is used, and nothing of the rest of deckpress: these files alone are
shown to the inside.
"""
