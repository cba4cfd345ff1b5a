"""Anki packages read back: what is in them, what is wrong with them, how two differ."""
