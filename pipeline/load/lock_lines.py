"""One line of deck.lock: a release, the name of a deck, or a note; columns are apart by tabs."""

import datetime as dt

from pipeline.model.deck import EDITIONS, Edition
from pipeline.model.lock import NONE, Locked, Packed, Release, version_key
from pipeline.model.note import KINDS
from pipeline.model.place import Place
from pipeline.problem import Problem, Problems

# Moments are reckoned with, and Python's end with the year 9999.
LAST_YEAR = 9000
MOST_DIGITS = 9
HINT = "deck.lock is written by `deckpress release`: take it back from git and release again"


def read_release(columns: list[str], place: Place) -> tuple[Release, int]:
    """Return the release and how many rows it wrote down, 0 where it did not count them.

    Raises `Problems`, as all of these do, for a line that is none.
    """
    match columns:
        case [_, version, moment]:  # as deckpress 0.3 wrote it
            rows = "0"
        case [_, version, moment, rows]:
            pass
        case _:
            raise _broken(place, "this line names no release")
    if not version_key(version):
        raise _broken(place, f"{version!r} is no version")
    if not (rows.isascii() and rows.isdecimal() and len(rows) <= MOST_DIGITS):
        raise _broken(place, "what should be the number of its lines is none")
    return Release(version=version, moment=_moment(moment, place)), int(rows)


def read_deck(columns: list[str], place: Place) -> Packed:
    """Return an edition's deck as it was released."""
    match columns:
        case [_, edition, name, kinds]:
            wanted = kinds.split()
        case _:
            raise _broken(place, "this line names no deck")
    return Packed(
        edition=_edition(edition, place), name=name, kinds=tuple(k for k in KINDS if k in wanted)
    )


def read_row(columns: list[str], place: Place) -> Locked:
    """Return a released note, or a note type."""
    match columns:
        case [edition, kind, name, guid, digest, changed, asks]:
            known = next((k for k in KINDS if k == kind), None)
        case _:
            raise _broken(place, f"a line has 7 columns, this one has {len(columns)}")
    if known is None or not name:
        raise _broken(place, f"there is no kind of note {kind!r}")
    return Locked(
        edition=_edition(edition, place),
        kind=known,
        id=name,
        guid=guid,
        digest=digest,
        changed=_moment(changed, place),
        asks=() if asks == NONE else tuple(asks.split()),
    )


def _edition(text: str, place: Place) -> Edition:
    known = next((edition for edition in EDITIONS if edition == text), None)
    if known is None:
        raise _broken(place, f"there is no edition {text!r}")
    return known


def _moment(text: str, place: Place) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise _broken(place, f"{text!r} is no moment") from None
    if moment.year > LAST_YEAR:
        raise _broken(place, f"{text!r} is no moment of a release")
    if moment.tzinfo is None:
        raise _broken(place, f"{text!r} has no time zone")
    return moment


def _broken(place: Place, message: str) -> Problems:
    return Problems([Problem(place=place, message=message, hint=HINT)])
