"""Rules about deck.lock: what was released must still be there, under the same identity."""

from collections.abc import Iterator

from pipeline.model.deck import Edition
from pipeline.model.lock import Lock
from pipeline.model.note import Filled
from pipeline.model.place import Place
from pipeline.problem import Problem


def check_lock(notes: tuple[Filled, ...], lock: Lock, file: str) -> Iterator[Problem]:
    """Report notes whose identity changed, and questions that vanished without a word."""
    rows = {row.key: row for row in lock.rows}
    for note in notes:
        row = rows.get((note.edition, note.kind, note.id))
        place = Place(file=file, key=note.id)
        if row is not None and row.guid != note.guid:
            message = f"{note.id} was released as {row.guid} and would be {note.guid} now"
            hint = "put the deck's id back: under another one, every learner would start anew"
            yield Problem(place=place, message=message, hint=hint)
        elif row is not None and note.kind == "term" and row.asks != note.asks:
            was, now = " and ".join(row.asks), " and ".join(note.asks)
            message = f"{note.id} was released with cards {was} and would have {now} now"
            hint = "its cards would be empty: give the term another id, and the old ones a notice"
            yield Problem(place=place, message=message, hint=hint)


def check_name(edition: Edition, name: str, lock: Lock, file: str) -> Iterator[Problem]:
    """Report a deck that would have another name in Anki, which makes a second deck there."""
    was = next((row.name for row in lock.decks if row.edition == edition), name)
    if was != name:
        message = f"the deck was released as {was!r} and would be {name!r} now"
        hint = "put `deck_name` back, or the words that it is converted by"
        yield Problem(place=Place(file=file, key=edition), message=message, hint=hint)


def check_retired(
    notes: tuple[Filled, ...], retired: frozenset[str], file: str
) -> Iterator[Problem]:
    """Report released questions that are gone without having been retired."""
    for note in notes:
        if note.retired and note.kind == "question" and note.id not in retired:
            place = Place(file=file, key=note.id)
            message = f"{note.id} was released and is not in the deck any more"
            hint = "if that is meant, name it under `retired` in corrections.yaml, with the reason"
            yield Problem(place=place, message=message, hint=hint)
