"""Sums that stand for a text."""

import hashlib
import json
from collections.abc import Mapping

# Raised when the meaning of a record changes, so that old records no longer match.
SCHEMA = 3


def sha256(text: str) -> str:
    """Return the sha256 sum of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def run_key(
    code: str, driver: str, data: Mapping[str, str], probes: Mapping[str, str] | None = None
) -> str:
    """Return the sum of all that decides what a run prints; versions and dates do not."""
    parts: list[object] = [SCHEMA, sha256(code), sha256(driver), sorted(data.items())]
    if probes:
        parts.append([[name, sha256(text)] for name, text in sorted(probes.items())])
    return sha256(json.dumps(parts))


def content_digest(*parts: str) -> str:
    """Return a short sum of texts and of where one ends and the next begins: 16 hex digits.

    It tells versions of one note apart, and keeps nobody out.
    """
    return sha256(json.dumps(parts))[:16]
