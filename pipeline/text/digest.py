"""Sums that stand for a text."""

import hashlib
import json
from collections.abc import Mapping

# Raised when the meaning of a record changes, so that old records no longer match.
SCHEMA = 1


def sha256(text: str) -> str:
    """Return the sha256 sum of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def run_key(code: str, driver: str, data: Mapping[str, str]) -> str:
    """Return the sum of all that decides what a run prints; versions and dates do not."""
    return sha256(json.dumps([SCHEMA, sha256(code), sha256(driver), sorted(data.items())]))
