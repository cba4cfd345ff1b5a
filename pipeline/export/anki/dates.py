"""When the note types last changed.

All decks share them, and Anki takes a note type only when it is newer than what it has. Dated by
the decks, the style of a deck released last would win, however old its deckpress; so they are
dated here, once for all decks. After a change of a template or the style, a test says what to
write.
"""

import datetime as dt
from collections.abc import Mapping

from pipeline.model.note import Kind

# By the sum of what an update of the note type would replace.
CHANGED: dict[str, dt.datetime] = {
    "ce57233766e90a37": dt.datetime(2026, 11, 25, 19, 24, 23, tzinfo=dt.UTC),  # question, zh-CN
    "5a20dadcb9b4dc6b": dt.datetime(2026, 11, 25, 19, 24, 23, tzinfo=dt.UTC),  # points, zh-CN
    "cf2bd5fd800848a7": dt.datetime(2026, 11, 25, 19, 24, 23, tzinfo=dt.UTC),  # term, zh-CN
    "e7ff9f1adee9cfde": dt.datetime(2026, 11, 25, 19, 24, 23, tzinfo=dt.UTC),  # code, zh-CN
    "d6da52ce0734def1": dt.datetime(2026, 11, 25, 19, 24, 23, tzinfo=dt.UTC),  # question, zh-TW
    "ab9ee6f8fd8c9012": dt.datetime(2026, 11, 25, 19, 24, 23, tzinfo=dt.UTC),  # points, zh-TW
    "3263a705777bc0b9": dt.datetime(2026, 11, 25, 19, 24, 23, tzinfo=dt.UTC),  # term, zh-TW
    "3d0482f475cea977": dt.datetime(2026, 11, 25, 19, 24, 23, tzinfo=dt.UTC),  # code, zh-TW
    "a893cd3dc69df931": dt.datetime(2026, 11, 25, 19, 24, 23, tzinfo=dt.UTC),  # question, zh-HK
    "95b1164c6cbd237f": dt.datetime(2026, 11, 25, 19, 24, 23, tzinfo=dt.UTC),  # points, zh-HK
    "23660174c86b9201": dt.datetime(2026, 11, 25, 19, 24, 23, tzinfo=dt.UTC),  # term, zh-HK
    "0a039a1303c75fc4": dt.datetime(2026, 11, 25, 19, 24, 23, tzinfo=dt.UTC),  # code, zh-HK
}

# What this list does not know, such as colours by another Pygments, is newer by less than this.
UNKNOWN = 3600


def type_moments(digests: Mapping[Kind, str]) -> dict[Kind, int]:
    """Return the modification times of note types, in seconds after 1970, by their digests."""
    return {kind: _moment(digest) for kind, digest in digests.items()}


def _moment(digest: str) -> int:
    known = CHANGED.get(digest)
    if known is not None:
        return int(known.timestamp())
    newest = max(CHANGED.values())
    return int(newest.timestamp()) + 1 + int(digest, 16) % UNKNOWN
