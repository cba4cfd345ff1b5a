"""deck.lock: what was released, one line a note."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.load.conflict import conflicts, unmarked
from pipeline.load.lock_lines import HINT, read_deck, read_release, read_row
from pipeline.load.text_file import read_text
from pipeline.model.deck import Edition
from pipeline.model.lock import Lock, Locked, Packed, Release, version_key
from pipeline.model.place import Place
from pipeline.problem import Collector, Problem, Problems, raise_if_any

RELEASE, DECK = "release", "deck"
TIE = "tie"
JOIN = "keep the lines of both sides and take the marks away: the newer of two lines counts"


@dataclass(kw_only=True, slots=True)
class _Read:
    """What the lines say, as far as they are read."""

    releases: list[Release] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    decks: dict[Edition, Packed] = field(default_factory=dict)
    rows: dict[tuple[str, str, str], Locked] = field(default_factory=dict)


def load_lock(path: Path, name: str) -> Lock:
    """Return the lock; an empty one for a deck that was never released.

    Of two lines for one note, which a merge may leave, the newer counts. Raises `Problems` for
    every line that is none, for two lines that ask for different things, and, where all lines are
    good, for lines that are missing.
    """
    if not path.exists():
        return Lock()
    read = _read(read_text(path, name), name)
    raise_if_any([*_missing(read, name), *_nameless(read, name)])
    return Lock(
        release=_last(read.releases),
        rows=tuple(read.rows[key] for key in sorted(read.rows)),
        decks=tuple(read.decks[edition] for edition in sorted(read.decks)),
        merged=len(set(read.releases)) > 1,
    )


def _read(text: str, name: str) -> _Read:
    collector = Collector()
    collector.add(*conflicts(text, name, JOIN))
    read = _Read()
    for number, line in enumerate(unmarked(text).split("\n"), 1):
        if line and not line.startswith("#"):
            collector.attempt(_take, read, line.split("\t"), Place(file=name, line=number))
    collector.finish()
    return read


def _take(read: _Read, columns: list[str], place: Place) -> None:
    if columns[0] == RELEASE:
        release, count = read_release(columns, place)
        read.releases.append(release)
        read.counts.append(count)
    elif columns[0] == DECK:
        deck = read_deck(columns, place)
        read.decks[deck.edition] = deck
    else:
        row = read_row(columns, place)
        read.rows[row.key] = _newer(row, read.rows.get(row.key, row), place)


def _missing(read: _Read, name: str) -> Iterator[Problem]:
    """Report a lock with fewer rows than a release wrote: they would be taken for new.

    Where releases of two branches are joined, what each had in common with the other may hide it.
    """
    place = Place(file=name)
    found, wanted = len(read.rows), max(read.counts, default=0)
    if found and not read.releases:
        message = "the line that names the release is missing"
        yield Problem(place=place, message=message, hint=HINT)
    elif found < wanted:
        message = f"the release wrote down {wanted} notes and types, and {found} are here"
        yield Problem(place=place, message=message, hint=HINT)


def _nameless(read: _Read, name: str) -> Iterator[Problem]:
    """Report editions whose deck's name got lost: nothing would tell when it changes."""
    for edition in sorted({row.edition for row in read.rows.values()} - read.decks.keys()):
        message = f"the line that names the deck of {edition} is missing"
        yield Problem(place=Place(file=name), message=message, hint=HINT)


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
