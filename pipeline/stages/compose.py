"""Entries, topics and code answers put together into the book."""

from pipeline.model.article import Entry, Pair
from pipeline.model.book import Book, Question
from pipeline.model.deck import Deck
from pipeline.model.run import CodeAnswer


def compose(deck: Deck, entries: tuple[Entry[Pair], ...], answers: tuple[CodeAnswer, ...]) -> Book:
    """Return the book, its questions in the order of their numbers.

    Every question must have one topic; `checks.topics` sees to it.
    """
    topics = {number: topic for topic in deck.topics for number in topic.questions}
    by_id = {answer.job.block.id: answer for answer in answers}
    return Book(
        deck=deck,
        questions=tuple(
            Question(
                entry=entry,
                topic=topics[entry.number],
                answers=tuple(by_id[code.id] for code in entry.codes),
            )
            for entry in sorted(entries, key=lambda entry: entry.number)
        ),
    )
