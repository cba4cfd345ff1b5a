"""Rules about what no card asks: it would lie in the deck and never be learned."""

from collections.abc import Iterator

from pipeline.model.book import Book
from pipeline.model.note import Note, TermNote
from pipeline.problem import Problem


def check_orphans(book: Book, notes: tuple[Note, ...]) -> Iterator[Problem]:
    """Report a deck without cards, else every question and every term that no card asks."""
    if not notes:
        hint = "switch a kind of cards on under `cards`"
        yield Problem(place=book.deck.anki.place, message="the deck has no cards", hint=hint)
        return
    yield from _questions(book, notes)
    if book.deck.anki.cards.term:
        yield from _terms(book, notes)


def _questions(book: Book, notes: tuple[Note, ...]) -> Iterator[Problem]:
    asked = {note.question.entry.id for note in notes}
    for question in book.questions:
        if question.entry.id not in asked:
            yield Problem(
                place=question.entry.question.place,
                message=f"no card asks {question.entry.id}: {question.entry.question.zh}",
                hint="switch question cards on in deck.yaml, or ask for one of its points",
                severity="warning",
            )


def _terms(book: Book, notes: tuple[Note, ...]) -> Iterator[Problem]:
    asked = {note.concept.term.id for note in notes if isinstance(note, TermNote)}
    for concept in book.concepts:
        if concept.term.id not in asked:
            yield Problem(
                place=concept.term.place,
                message=f"no card asks for {concept.term.zh}, which both languages call alike",
                hint="give it a definition under `define`, by which it can be asked",
                severity="warning",
            )
