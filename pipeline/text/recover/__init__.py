"""Puts lost indentation and newlines back into Python code, and says how sure it is."""

from pipeline.text.recover.recover import recover
from pipeline.text.recover.result import ACCEPTED, REVIEWED, Candidate, Recovery

__all__ = ["ACCEPTED", "REVIEWED", "Candidate", "Recovery", "recover"]
