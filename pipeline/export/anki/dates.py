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
    "0a9d84ab8f3c7bd6": dt.datetime(2026, 11, 26, 4, 14, 42, tzinfo=dt.UTC),  # question, zh-CN
    "b786ad1c9503cbd1": dt.datetime(2026, 11, 26, 4, 14, 42, tzinfo=dt.UTC),  # points, zh-CN
    "c419b9f5895b0ee8": dt.datetime(2026, 11, 26, 4, 14, 42, tzinfo=dt.UTC),  # term, zh-CN
    "f360884ed29832f9": dt.datetime(2026, 11, 26, 4, 14, 42, tzinfo=dt.UTC),  # code, zh-CN
    "9d280b9d8b1a5904": dt.datetime(2026, 11, 26, 4, 14, 42, tzinfo=dt.UTC),  # question, zh-TW
    "ac9b7d91b6603266": dt.datetime(2026, 11, 26, 4, 14, 42, tzinfo=dt.UTC),  # points, zh-TW
    "c635845ff38828cb": dt.datetime(2026, 11, 26, 4, 14, 42, tzinfo=dt.UTC),  # term, zh-TW
    "e5934a7ed6969114": dt.datetime(2026, 11, 26, 4, 14, 42, tzinfo=dt.UTC),  # code, zh-TW
    "bfd33fc0cda74cde": dt.datetime(2026, 11, 26, 4, 14, 42, tzinfo=dt.UTC),  # question, zh-HK
    "8bb8017cac9b0ff5": dt.datetime(2026, 11, 26, 4, 14, 42, tzinfo=dt.UTC),  # points, zh-HK
    "4156507192e2fb9d": dt.datetime(2026, 11, 26, 4, 14, 42, tzinfo=dt.UTC),  # term, zh-HK
    "2c1b4936e2e5bb25": dt.datetime(2026, 11, 26, 4, 14, 42, tzinfo=dt.UTC),  # code, zh-HK
}

# What this list does not know, such as colours by another Pygments, is newer by less than this.
UNKNOWN = 600


def type_moments(digests: Mapping[Kind, str]) -> dict[Kind, int]:
    """Return the modification times of note types, in seconds after 1970, by their digests."""
    return {kind: _moment(digest) for kind, digest in digests.items()}


def _moment(digest: str) -> int:
    known = CHANGED.get(digest)
    if known is not None:
        return int(known.timestamp())
    newest = max(CHANGED.values())
    return int(newest.timestamp()) + 1 + int(digest, 16) % UNKNOWN
