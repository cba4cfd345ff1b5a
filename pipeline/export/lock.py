"""deck.lock as text: one line a note, sorted, so that changes on two branches can be merged."""

import datetime as dt

from pipeline.model.lock import Lock, Locked

# What stands in an empty column, since blanks at the end of a line get lost.
NONE = "-"

HEAD = (
    "# Written by `deckpress release`; not edited by hand. Columns: edition, kind, note, guid,",
    "# sum of its content, moment that last changed, what its cards ask for. After a merge keep",
    "# the lines of both sides: of two for one note, the newer counts.",
)


def lock_text(lock: Lock) -> str:
    """Return the lock as its file holds it."""
    release = lock.release
    decks = [f"deck\t{row.edition}\t{row.name}\t{' '.join(row.kinds)}" for row in lock.decks]
    head = [*HEAD, *([f"release\t{release.version}\t{_moment(release.moment)}"] if release else [])]
    return "\n".join([*head, *decks, *map(_line, lock.rows)]) + "\n"


def _line(row: Locked) -> str:
    columns = (row.edition, row.kind, row.id, row.guid, row.digest, _moment(row.changed))
    return "\t".join((*columns, " ".join(row.asks) or NONE))


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
