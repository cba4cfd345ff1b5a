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
    "297b5c5873510f7a": dt.datetime(2026, 11, 26, 5, 25, 19, tzinfo=dt.UTC),  # question, zh-CN
    "f397437c611e6e5e": dt.datetime(2026, 11, 26, 5, 25, 19, tzinfo=dt.UTC),  # points, zh-CN
    "9567af2e645c6fd0": dt.datetime(2026, 11, 26, 5, 25, 19, tzinfo=dt.UTC),  # term, zh-CN
    "8abd357a6d4006bd": dt.datetime(2026, 11, 26, 5, 25, 19, tzinfo=dt.UTC),  # code, zh-CN
    "4cdcfe432c9ecb6f": dt.datetime(2026, 11, 26, 5, 25, 19, tzinfo=dt.UTC),  # question, zh-TW
    "7d40f959dd128e22": dt.datetime(2026, 11, 26, 5, 25, 19, tzinfo=dt.UTC),  # points, zh-TW
    "6284caeea4c14cbf": dt.datetime(2026, 11, 26, 5, 25, 19, tzinfo=dt.UTC),  # term, zh-TW
    "cc3628001f45d2bb": dt.datetime(2026, 11, 26, 5, 25, 19, tzinfo=dt.UTC),  # code, zh-TW
    "8b223b5fc4a8fa6d": dt.datetime(2026, 11, 26, 5, 25, 19, tzinfo=dt.UTC),  # question, zh-HK
    "b0253d5e44ac4ed0": dt.datetime(2026, 11, 26, 5, 25, 19, tzinfo=dt.UTC),  # points, zh-HK
    "ebc45b18924a9127": dt.datetime(2026, 11, 26, 5, 25, 19, tzinfo=dt.UTC),  # term, zh-HK
    "5aa19be66a8d0465": dt.datetime(2026, 11, 26, 5, 25, 19, tzinfo=dt.UTC),  # code, zh-HK
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
