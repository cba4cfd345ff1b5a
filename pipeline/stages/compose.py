"""Entries, topics, code answers, terms and references put together into the book."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.model.article import Entry, Pair
from pipeline.model.book import Book, Concept, Question, Retired
from pipeline.model.deck import Deck
from pipeline.model.glossary import Glossary, Term
from pipeline.model.reference import Reference
from pipeline.model.run import CodeAnswer
from pipeline.text.keywords import keywords
from pipeline.text.occurrence import occurrences
from pipeline.text.pinyin import pinyin
from pipeline.text.points import split_zh
from pipeline.text.typography import has_han

Entries = tuple[Entry[Pair], ...]

MOST_KEYWORDS, MOST_CANDIDATES = 6, 15


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What an editor wrote around the questions."""

    deck: Deck
    glossary: Glossary
    references: tuple[Reference, ...]
    retired: tuple[Retired, ...] = ()


def compose(frame: Frame, entries: Entries, answers: tuple[CodeAnswer, ...]) -> Book:
    """Return the book in zh-CN, its questions in the order of their numbers.

    Every question must have one topic; `checks.topics` sees to it.
    """
    topics = {number: topic for topic in frame.deck.topics for number in topic.questions}
    by_id = {answer.job.block.id: answer for answer in answers}
    ordered = tuple(sorted(entries, key=lambda entry: entry.number))
    return Book(
        deck=frame.deck,
        edition="zh-CN",
        questions=tuple(
            Question(
                entry=entry,
                topic=topics[entry.number],
                answers=tuple(by_id[code.id] for code in entry.codes),
                labs=tuple(a for a in answers if a.is_lab and a.question == entry.id),
                keywords=words,
            )
            for entry, words in zip(ordered, _keywords(ordered, frame.glossary), strict=True)
        ),
        concepts=_concepts(ordered, frame.glossary),
        references=frame.references,
        retired=frame.retired,
    )


def _keywords(entries: Entries, glossary: Glossary) -> tuple[tuple[str, ...], ...]:
    """Return each question's keywords: terms, and other words if it is they it speaks about."""
    terms = tuple(term.zh for term in glossary.terms)
    # An erratum repeats what is wrong, which nobody looks for.
    texts = tuple(
        "\n".join(pair.zh for pair in entry.units() if pair.origin != "erratum")
        for entry in entries
    )
    about = ["\n".join(_subjects(entry).values()) for entry in entries]
    found = keywords(texts, terms, MOST_CANDIDATES)
    return tuple(
        tuple(word for word in words if word in terms or word in text)[:MOST_KEYWORDS]
        for words, text in zip(found, about, strict=True)
    )


def _subjects(entry: Entry[Pair]) -> dict[str, str]:
    """Return what units are about: the question, and points with a term in front."""
    points = (point for section in entry.sections for point in section.points)
    return {entry.question.id: entry.question.zh, **{p.id: split_zh(p.zh)[0] for p in points}}


def _concepts(entries: Entries, glossary: Glossary) -> tuple[Concept, ...]:
    """Return every term that the text names, in the glossary's order."""
    texts = {pair.id: pair.zh for entry in entries for pair in entry.units()}
    subjects = {name: text for entry in entries for name, text in _subjects(entry).items()}
    units, about = _named(texts, glossary), _named(subjects, glossary)
    return tuple(
        Concept(term=_read(term), units=units[term.zh], about=about.get(term.zh, ()))
        for term in glossary.terms
        if term.zh in units
    )


def _named(texts: Mapping[str, str], glossary: Glossary) -> dict[str, tuple[str, ...]]:
    """Return the ids of the texts that name each term, by the term."""
    units: dict[str, dict[str, None]] = {}
    for name, text in texts.items():
        for found in occurrences(text, glossary.names_at(name)):
            units.setdefault(found.value.zh, {})[name] = None
    return {zh: tuple(names) for zh, names in units.items()}


def _read(term: Term) -> Term:
    """Return the term with its pinyin; what a person wrote goes first."""
    return term if term.pinyin or not has_han(term.zh) else replace(term, pinyin=pinyin(term.zh))
