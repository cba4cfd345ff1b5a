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
    "609ecdb888fd124f": dt.datetime(2026, 11, 25, 20, 24, 21, tzinfo=dt.UTC),  # question, zh-CN
    "a3e9487cf695e037": dt.datetime(2026, 11, 25, 20, 24, 21, tzinfo=dt.UTC),  # points, zh-CN
    "80aa3c0b78afc428": dt.datetime(2026, 11, 25, 20, 24, 21, tzinfo=dt.UTC),  # term, zh-CN
    "b7e24e05bd781b16": dt.datetime(2026, 11, 25, 20, 24, 21, tzinfo=dt.UTC),  # code, zh-CN
    "9b429bff10a7b146": dt.datetime(2026, 11, 25, 20, 24, 21, tzinfo=dt.UTC),  # question, zh-TW
    "8e461f1f7179637b": dt.datetime(2026, 11, 25, 20, 24, 21, tzinfo=dt.UTC),  # points, zh-TW
    "907af86f29e2ec3b": dt.datetime(2026, 11, 25, 20, 24, 21, tzinfo=dt.UTC),  # term, zh-TW
    "d27751b883a45242": dt.datetime(2026, 11, 25, 20, 24, 21, tzinfo=dt.UTC),  # code, zh-TW
    "1fde2e5e60520e7d": dt.datetime(2026, 11, 25, 20, 24, 21, tzinfo=dt.UTC),  # question, zh-HK
    "f2c6e8eaf736a7c2": dt.datetime(2026, 11, 25, 20, 24, 21, tzinfo=dt.UTC),  # points, zh-HK
    "82d8193a8aa78c2d": dt.datetime(2026, 11, 25, 20, 24, 21, tzinfo=dt.UTC),  # term, zh-HK
    "6e8d502bca74a88f": dt.datetime(2026, 11, 25, 20, 24, 21, tzinfo=dt.UTC),  # code, zh-HK
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
