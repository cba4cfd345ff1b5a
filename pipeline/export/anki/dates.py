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
    "bde98176b01c8933": dt.datetime(2026, 11, 25, 19, 40, 9, tzinfo=dt.UTC),  # question, zh-CN
    "b1b900bdceaf6141": dt.datetime(2026, 11, 25, 19, 40, 9, tzinfo=dt.UTC),  # points, zh-CN
    "0ad460440085b3db": dt.datetime(2026, 11, 25, 19, 40, 9, tzinfo=dt.UTC),  # term, zh-CN
    "10ee900f9e20c400": dt.datetime(2026, 11, 25, 19, 40, 9, tzinfo=dt.UTC),  # code, zh-CN
    "ca5ca22937a24c26": dt.datetime(2026, 11, 25, 19, 40, 9, tzinfo=dt.UTC),  # question, zh-TW
    "f5ffef329afdb039": dt.datetime(2026, 11, 25, 19, 40, 9, tzinfo=dt.UTC),  # points, zh-TW
    "541b70b5b391a14c": dt.datetime(2026, 11, 25, 19, 40, 9, tzinfo=dt.UTC),  # term, zh-TW
    "9b97c10c74be7cf9": dt.datetime(2026, 11, 25, 19, 40, 9, tzinfo=dt.UTC),  # code, zh-TW
    "7a56ba47154596f6": dt.datetime(2026, 11, 25, 19, 40, 9, tzinfo=dt.UTC),  # question, zh-HK
    "38fce59f867a4593": dt.datetime(2026, 11, 25, 19, 40, 9, tzinfo=dt.UTC),  # points, zh-HK
    "f1a6317fef2c5224": dt.datetime(2026, 11, 25, 19, 40, 9, tzinfo=dt.UTC),  # term, zh-HK
    "56eefc8d0404b4e8": dt.datetime(2026, 11, 25, 19, 40, 9, tzinfo=dt.UTC),  # code, zh-HK
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
