"""The command line; the only place that sets the exit code.

0: done; 1: problems in the deck, all of them shown; 2: the command itself was wrong.
"""
