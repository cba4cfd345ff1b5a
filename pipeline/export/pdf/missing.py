"""Characters that no font has, found in what is to be printed, and the units that hold them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.model.book import Book, Question
from pipeline.model.place import Place
from pipeline.problem import Problem

# A character with the marks, joiners and selectors that follow it, which are shown as one.
_CLUSTER = re.compile(
    "[^\\s][\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]*"
    "(?:\u200d[^\\s][\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]*)*"
)


def clusters(data: object) -> set[str]:
    """Return every character of all texts in some data, each with the marks on it.

    >>> sorted(clusters({"a": ["é", "字字"]}))
    ['é', '字']
    """
    return {found for text in _texts(data) for found in _CLUSTER.findall(text)}


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        yield from (text for value in data.values() for text in _texts(value))
    elif isinstance(data, list | tuple):
        yield from (text for value in data for text in _texts(value))


def problems(book: Book, missing: Iterable[str]) -> list[Problem]:
    """Return a problem for every unit, term, reference and code with one of the characters."""
    return [problem for text in missing for problem in _uncovered(book, text)]


def _uncovered(book: Book, text: str) -> list[Problem]:
    places = list(_places(book, text)) or [Place(file=book.deck.place.file)]
    codes = "".join(f" U+{ord(char):04X}" for char in text)
    message = f"no font has the character {text!r}{codes}"
    hint = "write it in another way; emoji, for one, can't be printed"
    return [Problem(place=place, message=message, hint=hint) for place in places]


def _places(book: Book, text: str) -> Iterator[Place]:
    for question in book.questions:
        yield from _question_places(book, question, text)
    for reference in book.references:
        if text in f"{reference.short} {reference.title} {reference.venue} {reference.url}":
            yield reference.place
    for concept in book.concepts:
        if _holds(concept.term, text):
            yield concept.term.place
    for part in (book.deck.title, book.deck.description, book.deck.attribution):
        if part is not None and _holds(part, text):
            yield book.deck.place
    for topic in book.deck.topics:
        if _holds(topic.title, text):
            yield topic.place


def _question_places(book: Book, question: Question, text: str) -> Iterator[Place]:
    folder = Path(book.deck.place.file).parent.as_posix()
    for pair in question.entry.units():
        if text in pair.zh:
            yield pair.place
        if text in pair.en:
            yield Place(file=f"{folder}/translations/en.po", key=pair.id)
    for answer in (*question.answers, *question.labs):
        block, span = answer.job.block, answer.job.span
        if any(text in part for part in (answer.job.code, answer.printed, answer.checked)):
            article = f"{folder}/article.txt"
            yield Place(file=article, line=span.first) if span else block.place
        if text in block.driver or _holds((block.note, block.figure), text):
            yield block.place
        for card in block.cards:
            said = tuple(run.probes.get(card.id, "") for run in answer.runs)
            if _holds((card.ask, card.why, card.probe, said), text):
                yield card.place


def _holds(value: Any, text: str) -> bool:
    """Say whether any text in a record, or in records inside it, holds the text."""
    if isinstance(value, str):
        return text in value
    if isinstance(value, tuple):
        return any(_holds(part, text) for part in value)
    names = getattr(value, "__slots__", ())
    return any(_holds(getattr(value, name), text) for name in names if name != "place")
