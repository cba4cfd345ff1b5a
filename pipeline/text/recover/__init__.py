"""Puts lost indentation and newlines back into Python code, or says why it cannot be sure."""

from pipeline.text.recover.recover import recover
from pipeline.text.recover.result import Recovered, Refused

__all__ = ["Recovered", "Refused", "recover"]
