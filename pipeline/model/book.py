"""The finished work, as the exporters take it."""

from dataclasses import dataclass

from pipeline.model.article import Entry, Pair
from pipeline.model.deck import Deck, Topic
from pipeline.model.run import CodeAnswer


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question in both languages, its topic, and its code answers."""

    entry: Entry[Pair]
    topic: Topic
    answers: tuple[CodeAnswer, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """A deck ready to be packed and printed; `questions` stand in the article's order."""

    deck: Deck
    questions: tuple[Question, ...]

    def about(self, topic: Topic) -> tuple[Question, ...]:
        """Return the questions of one topic, in the article's order."""
        return tuple(question for question in self.questions if question.topic.id == topic.id)
