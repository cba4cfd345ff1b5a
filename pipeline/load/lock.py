"""deck.lock: what was released, one line a note, columns apart by tabs."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from pipeline.load.text_file import read_text
from pipeline.model.deck import EDITIONS
from pipeline.model.lock import Lock, Locked, Release
from pipeline.model.note import KINDS
from pipeline.model.place import Place
from pipeline.problem import Collector, Problem, Problems

RELEASE = "release"
COLUMNS = 7
NONE = "-"
CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")
HINT = "deck.lock is written by `deckpress release`: take it back from git and release again"


def load_lock(path: Path, name: str) -> Lock:
    """Return the lock; an empty one for a deck that was never released.

    Of two lines for one note, which a merge may leave, the newer counts. Raises `Problems` for
    every line that is none.
    """
    if not path.exists():
        return Lock()
    collector = Collector()
    releases: list[Release] = []
    rows: dict[tuple[str, str, str], Locked] = {}
    for line, text in _lines(read_text(path, name)):
        place = Place(file=name, line=line)
        if text.startswith(f"{RELEASE}\t"):
            found = collector.attempt(_release, text.split("\t"), place)
            releases += [found] if found else []
        elif row := collector.attempt(_row, text.split("\t"), place):
            rows[row.key] = max(row, rows.get(row.key, row), key=lambda r: (r.changed, r.digest))
    collector.finish()
    newest = max(releases, key=lambda release: release.moment, default=None)
    return Lock(release=newest, rows=tuple(rows[key] for key in sorted(rows)))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.startswith("#"):
            yield number, line


def _release(columns: list[str], place: Place) -> Release:
    if len(columns) != len((RELEASE, "version", "moment")):
        raise _broken(place, "this line names no release")
    return Release(version=columns[1], moment=_moment(columns[2], place))


def _row(columns: list[str], place: Place) -> Locked:
    if columns[0].startswith(CONFLICT):
        hint = "keep the lines of both sides and take the marks away: the newer of two lines counts"
        raise Problems([Problem(place=place, message="the mark of a merge conflict", hint=hint)])
    if len(columns) != COLUMNS:
        raise _broken(place, f"a line has {COLUMNS} columns, this one has {len(columns)}")
    edition, kind, name, guid, digest, changed, asks = columns
    known_edition = next((e for e in EDITIONS if e == edition), None)
    known_kind = next((k for k in KINDS if k == kind), None)
    if known_edition is None or known_kind is None or not name:
        raise _broken(place, f"there is no edition {edition!r} or no kind of note {kind!r}")
    return Locked(
        edition=known_edition,
        kind=known_kind,
        id=name,
        guid=guid,
        digest=digest,
        changed=_moment(changed, place),
        asks=() if asks == NONE else tuple(asks.split()),
    )


def _moment(text: str, place: Place) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise _broken(place, f"{text!r} is no moment") from None
    if moment.tzinfo is None:
        raise _broken(place, f"{text!r} has no time zone")
    return moment


def _broken(place: Place, message: str) -> Problems:
    return Problems([Problem(place=place, message=message, hint=HINT)])
