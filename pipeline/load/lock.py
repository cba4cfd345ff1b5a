"""deck.lock: what was released, one line a note, columns apart by tabs."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.load.text_file import read_text
from pipeline.model.deck import EDITIONS, Edition
from pipeline.model.lock import Lock, Locked, Packed, Release, version_key
from pipeline.model.note import KINDS
from pipeline.model.place import Place
from pipeline.problem import Collector, Problem, Problems

RELEASE, DECK = "release", "deck"
COLUMNS = 7
NONE = "-"
TIE = "tie"
# Moments are reckoned with, and Python's end with the year 9999.
LAST_YEAR = 9000
CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
HINT = "deck.lock is written by `deckpress release`: take it back from git and release again"


def load_lock(path: Path, name: str) -> Lock:
    """Return the lock; an empty one for a deck that was never released.

    Of two lines for one note, which a merge may leave, the newer counts. Raises `Problems` for
    every line that is none, and where lines are missing.
    """
    if not path.exists():
        return Lock()
    collector = Collector()
    releases: list[Release] = []
    counts: list[int] = []
    decks: dict[Edition, Packed] = {}
    rows: dict[tuple[str, str, str], Locked] = {}
    for line, text in _lines(read_text(path, name)):
        place = Place(file=name, line=line)
        columns = text.split("\t")
        if columns[0] == RELEASE:
            found = collector.attempt(_release, columns, place)
            releases += [found[0]] if found else []
            counts.append(found[1] if found else 0)
        elif columns[0] == DECK:
            deck = collector.attempt(_deck, columns, place)
            decks |= {deck.edition: deck} if deck else {}
        elif row := collector.attempt(_row, columns, place):
            newer = collector.attempt(_newer, row, rows.get(row.key, row), place)
            rows[row.key] = newer or row
    collector.add(*_missing(len(rows), counts, name))
    collector.add(*_nameless({row.edition for row in rows.values()} - decks.keys(), name))
    collector.finish()
    return Lock(
        release=_last(releases),
        rows=tuple(rows[key] for key in sorted(rows)),
        decks=tuple(decks[edition] for edition in sorted(decks)),
        merged=len(set(releases)) > 1,
    )


def _missing(found: int, counts: list[int], name: str) -> Iterator[Problem]:
    """Report a lock that lost lines: what learners have would be taken for new."""
    if found and not counts:
        yield _problem(Place(file=name), "the line that names the release is missing")
    elif found < max(counts, default=0):
        message = f"the release wrote down {max(counts)} notes and types, and {found} are here"
        yield _problem(Place(file=name), message)


def _nameless(editions: set[Edition], name: str) -> Iterator[Problem]:
    """Report editions whose deck's name got lost: nothing would tell when it changes."""
    for edition in sorted(editions):
        yield _problem(Place(file=name), f"the line that names the deck of {edition} is missing")


def _last(releases: list[Release]) -> Release | None:
    """Return the highest version at the latest moment: after a merge these may be of two lines."""
    if not releases:
        return None
    highest = max(releases, key=lambda release: version_key(release.version))
    return replace(highest, moment=max(release.moment for release in releases))


def _newer(row: Locked, other: Locked, place: Place) -> Locked:
    """Return the newer of two rows of one note."""
    if row.asks != other.asks:
        message = f"{row.id} asks for different things on two branches"
        hint = "keep the line that learners have; other points then get notes of their own"
        raise Problems([Problem(place=place, message=message, hint=hint)])
    newest = max(row, other, key=lambda one: one.changed)
    # Of two wordings of one moment nobody has both: whatever is built is a change.
    tie = row.changed == other.changed and row.digest != other.digest
    return replace(newest, digest=TIE if tie else newest.digest)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.startswith("#"):
            yield number, line


def _deck(columns: list[str], place: Place) -> Packed:
    if len(columns) != len((DECK, "edition", "name", "kinds")):
        raise _broken(place, "this line names no deck")
    edition = next((e for e in EDITIONS if e == columns[1]), None)
    if edition is None:
        raise _broken(place, f"there is no edition {columns[1]!r}")
    kinds = columns[3].split()
    return Packed(edition=edition, name=columns[2], kinds=tuple(k for k in KINDS if k in kinds))


def _release(columns: list[str], place: Place) -> tuple[Release, int]:
    """Return the release and how many rows it wrote down."""
    if len(columns) != len((RELEASE, "version", "moment", "rows")):
        raise _broken(place, "this line names no release")
    _, version, moment, rows = columns
    if not version_key(version):
        raise _broken(place, f"{version!r} is no version")
    if not (rows.isascii() and rows.isdecimal()):
        raise _broken(place, f"{rows!r} is no number of lines")
    return Release(version=version, moment=_moment(moment, place)), int(rows)


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
    if moment.year > LAST_YEAR:
        raise _broken(place, f"{text!r} is no moment of a release")
    if moment.tzinfo is None:
        raise _broken(place, f"{text!r} has no time zone")
    return moment


def _broken(place: Place, message: str) -> Problems:
    return Problems([_problem(place, message)])


def _problem(place: Place, message: str) -> Problem:
    return Problem(place=place, message=message, hint=HINT)
