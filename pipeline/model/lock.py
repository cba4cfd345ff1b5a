"""deck.lock: what was released, and when each note last changed."""

import datetime as dt
import re
from dataclasses import dataclass

from pipeline.model.deck import Edition
from pipeline.model.note import Filled, Kind

EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
# What stands in an empty column of the file, since blanks at the end of a line get lost.
NONE = "-"

_NUMBER = r"(0|[1-9]\d{0,5})"
_VERSION = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}", re.ASCII)


def version_key(version: str) -> tuple[int, ...]:
    """Return a version's three numbers, by which versions are ordered; nothing for no version.

    >>> version_key("1.10.0") > version_key("1.9.2")
    True
    """
    found = _VERSION.fullmatch(version)
    return tuple(map(int, found.groups())) if found else ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """A version that was passed on, and its moment in UTC, in whole seconds."""

    version: str
    moment: dt.datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Locked:
    """One released note of one edition, or one note type, whose `id` is `type`.

    `digest` stands for its content, `changed` is the moment of the release in which that last
    changed. `asks` is that of `Filled`, and as lasting as the note's cards.
    """

    edition: Edition
    kind: Kind
    id: str
    guid: str
    digest: str
    changed: dt.datetime
    asks: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is sorted and found by."""
        return (self.edition, self.kind, self.id)


@dataclass(frozen=True, kw_only=True, slots=True)
class Packed:
    """An edition as it was released: its deck's name in Anki, and the kinds of notes in it.

    Without kinds it was released once and is not built any more.
    """

    edition: Edition
    name: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lock:
    """The last release, None before the first, and a row for each note of it.

    `decks` are its editions, and those that were given up. `merged` says that it joins releases of
    two branches, which nobody has released together.
    """

    release: Release | None = None
    rows: tuple[Locked, ...] = ()
    decks: tuple[Packed, ...] = ()
    merged: bool = False

    def of(self, edition: Edition) -> dict[tuple[Kind, str], Locked]:
        """Return the rows of an edition by kind and id."""
        return {(row.kind, row.id): row for row in self.rows if row.edition == edition}

    @property
    def latest(self) -> dt.datetime:
        """The newest moment in it; before the first release, one that is long past."""
        moments = [row.changed for row in self.rows]
        return max([EPOCH, *moments, *([self.release.moment] if self.release else [])])


@dataclass(frozen=True, kw_only=True, slots=True)
class Dated:
    """An edition's notes with their modification times, in seconds after 1970.

    `types` are those of the note types; `moment` is that of the package as a whole.
    """

    moment: dt.datetime
    notes: tuple[tuple[Filled, int], ...]
    types: dict[Kind, int]

    @classmethod
    def none(cls) -> "Dated":
        """Return the dates of nothing."""
        return cls(moment=EPOCH, notes=(), types={})
