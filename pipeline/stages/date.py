"""Modification times: a note's moves only when its content does.

Anki takes an update of a note only when it is newer than what the learner has, and then replaces
the learner's own edits and tags. So a released note carries the moment of the release in which it
last changed. What is not released yet carries one made from the content instead of a clock: later
than every release so far and, since a release is put later still, earlier than the next.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.model.book import Stamp
from pipeline.model.deck import Edition
from pipeline.model.lock import EPOCH, NONE, Lock, Locked, Release
from pipeline.model.note import DERIVED, WAS_SPARE, Filled, Kind
from pipeline.text.digest import content_digest

# Builds between two releases have their moments within this many seconds; in more of them, fewer
# notes of two such builds have the same by chance, and a release waits longer.
DRAFTS = 600

# The id of the rows that hold note types.
TYPE = "type"

Types = Mapping[Kind, str]


def digest(note: Filled) -> str:
    """Return the sum of what the note itself says: its fields, and its tags in any order.

    What the rest of the deck decides about, such as where a term occurs, is left out, for its sake
    nobody shall lose an edit; it is renewed when the note changes for another reason.
    """
    fields = (part for field in note.fields if field[0] not in DERIVED for part in _told(*field))
    return content_digest(*fields, "", *sorted(note.tags))


def _told(name: str, value: str) -> tuple[str, str]:
    """Name an empty field as when it was spare: putting one to use changes no note without it."""
    return (name if value else WAS_SPARE.get(name, name)), value


def dated(
    notes: tuple[Filled, ...], lock: Lock, edition: Edition
) -> tuple[tuple[Filled, int], ...]:
    """Return the notes with their modification times, in seconds after 1970."""
    rows = lock.of(edition)
    return tuple(
        (note, _seconds(rows.get((note.kind, note.id)), digest(note), lock)) for note in notes
    )


def _seconds(row: Locked | None, now: str, lock: Lock) -> int:
    """Return the row's moment if its content is still the same, else one of a draft."""
    if row is not None and row.digest == now:
        return int(row.changed.timestamp())
    return int(lock.latest.timestamp()) + 1 + int(now, 16) % (DRAFTS - 1)


def stamp(notes: Iterable[Filled], types: Types, lock: Lock, edition: Edition) -> Stamp:
    """Return what outputs say about their version."""
    rows = lock.of(edition)
    known = {key: row.digest for key, row in rows.items()}
    now = {(note.kind, note.id): digest(note) for note in notes}
    now |= {(kind, TYPE): sum_ for kind, sum_ in types.items()}
    pending = lock.merged or any(known.get(key) != sum_ for key, sum_ in now.items())
    if lock.release is None:
        return Stamp()
    day = lock.release.moment.date()
    return Stamp(version=lock.release.version, day=day, pending=pending)


def first_moment(lock: Lock) -> dt.datetime:
    """Return when the next release may be made at the earliest: later than any draft so far."""
    return lock.latest + dt.timedelta(seconds=DRAFTS)


def locked(
    lock: Lock, release: Release, notes: Iterable[Filled], types: Mapping[Edition, Types]
) -> Lock:
    """Return the lock of a release; what is not built this time is kept as it was.

    `notes` are those of all editions.
    """
    rows = {row.key: row for row in lock.rows}
    new = [_row(note) for note in notes]
    new += [
        _type(edition, kind, sum_) for edition in types for kind, sum_ in types[edition].items()
    ]
    for row in new:
        old = rows.get(row.key)
        same = old is not None and old.digest == row.digest
        changed = old.changed if old is not None and same else release.moment
        rows[row.key] = replace(row, changed=changed)
    return replace(lock, release=release, rows=tuple(rows[key] for key in sorted(rows)))


def _row(note: Filled) -> Locked:
    return Locked(
        edition=note.edition,
        kind=note.kind,
        id=note.id,
        guid=note.guid,
        digest=digest(note),
        changed=EPOCH,
        asks=note.asks,
    )


def _type(edition: Edition, kind: Kind, sum_: str) -> Locked:
    return Locked(edition=edition, kind=kind, id=TYPE, guid=NONE, digest=sum_, changed=EPOCH)
