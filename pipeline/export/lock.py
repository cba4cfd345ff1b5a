"""deck.lock as text: one line a note, sorted, so that changes on two branches can be merged."""

import datetime as dt
from collections.abc import Iterator

from pipeline.model.lock import NONE, Lock, Locked, Packed

HEAD = (
    "# Written by `deckpress release`; not edited by hand. Columns: edition, kind, note, guid,",
    "# sum of its content, moment that last changed, what its cards ask for. After a merge keep",
    "# the lines of both sides: of two for one note, the newer counts. A release counts its lines.",
)


def lock_text(lock: Lock) -> str:
    """Return the lock as its file holds it."""
    lines = (*HEAD, *_releases(lock), *map(_deck, lock.decks), *map(_line, lock.rows))
    return "\n".join(lines) + "\n"


def _releases(lock: Lock) -> Iterator[str]:
    if lock.release is not None:
        moment = _moment(lock.release.moment)
        yield f"release\t{lock.release.version}\t{moment}\t{len(lock.rows)}"


def _deck(row: Packed) -> str:
    return f"deck\t{row.edition}\t{row.name}\t{' '.join(row.kinds) or NONE}"


def _line(row: Locked) -> str:
    columns = (row.edition, row.kind, row.id, row.guid, row.digest, _moment(row.changed))
    return "\t".join((*columns, " ".join(row.asks) or NONE))


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
