"""Notes that were released and are gone."""

from pipeline.model.book import Book, Retired
from pipeline.model.deck import Edition
from pipeline.model.lock import Lock, Locked
from pipeline.model.note import KINDS, Note, Tombstone, kind_of
from pipeline.stages.date import TYPE


def bury(book: Book, notes: tuple[Note, ...], lock: Lock) -> tuple[Tombstone, ...]:
    """Return a tombstone for each released note of the edition that is not dealt any more.

    Kinds that the deck has switched off are left alone: their cards stay with the learners as
    they are, and the lock remembers them.
    """
    here = {(kind_of(note), note.id) for note in notes}
    wanted = [kind for kind in KINDS if getattr(book.deck.anki.cards, kind)]
    retired = {row.id: row for row in book.retired}
    units = {unit.id: unit.zh for question in book.questions for unit in question.entry.units()}
    return tuple(
        _tombstone(row, retired.get(row.id.partition(".")[0]), units.get(row.id, ""))
        for key, row in sorted(lock.of(book.edition).items())
        if row.kind in wanted and row.id != TYPE and key not in here
    )


def _tombstone(row: Locked, gone: Retired | None, unit: str) -> Tombstone:
    label, reason = (gone.zh, gone.reason) if gone else (unit, None)
    return Tombstone(id=row.id, kind=row.kind, label=label, reason=reason, asks=row.asks)


def asked(lock: Lock, edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return what each released points note of the edition asks for."""
    rows = lock.of(edition).values()
    return {row.id: row.asks for row in rows if row.kind == "points"}
