"""The finished work, as the exporters take it."""

import datetime as dt
from dataclasses import dataclass

from pipeline.model.article import Entry, Pair
from pipeline.model.deck import Both, Deck, Edition, Topic
from pipeline.model.glossary import Term
from pipeline.model.reference import Citation, Reference, cited
from pipeline.model.run import CodeAnswer


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question in both languages, its topic, its code answers, and the labs that prove it."""

    entry: Entry[Pair]
    topic: Topic
    answers: tuple[CodeAnswer, ...]
    labs: tuple[CodeAnswer, ...] = ()
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Concept:
    """A glossary term and the units of the book that name it, in reading order.

    `about` are those of them that are about it: it stands in the question, or in front of a point.
    """

    term: Term
    units: tuple[str, ...]
    about: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions that name it."""
        return tuple(dict.fromkeys(unit.partition(".")[0] for unit in self.units))


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    """The release that outputs name, "" before the first, and whether they hold more than it."""

    version: str = ""
    day: dt.date | None = None
    pending: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Retired:
    """A question that was taken out of the deck, what it asked in Chinese, and why."""

    id: str
    zh: str
    reason: Both


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """A deck ready to be packed and printed; `questions` stand in the article's order.

    Its Chinese, the deck's titles included, is that of `edition`.
    """

    deck: Deck
    edition: Edition
    questions: tuple[Question, ...]
    concepts: tuple[Concept, ...] = ()
    references: tuple[Reference, ...] = ()
    retired: tuple[Retired, ...] = ()
    stamp: Stamp = Stamp()

    def about(self, topic: Topic) -> tuple[Question, ...]:
        """Return the questions of one topic, in the article's order."""
        return tuple(question for question in self.questions if question.topic.id == topic.id)

    def citations(self, pair: Pair) -> tuple[Citation, ...]:
        """Return what a text rests on; every id must be known, `checks.references` sees to it."""
        known = {reference.id: reference for reference in self.references}
        named = (cited(source) for source in pair.sources)
        return tuple(Citation(reference=known[name], locator=where) for name, where in named)

    def rests_on(self, question: Question) -> tuple[Citation, ...]:
        """Return all that a question's texts rest on, in reading order, each once."""
        found = (c for pair in question.entry.units() for c in self.citations(pair))
        return tuple(dict.fromkeys(found))
