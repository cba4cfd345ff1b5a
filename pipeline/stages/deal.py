"""The book dealt out into notes, in the order in which they are learned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.article import Pair, Section
from pipeline.model.book import Book, Concept, Question
from pipeline.model.glossary import Term
from pipeline.model.note import Cloze, CodeNote, Note, PointsNote, QuestionNote, TermNote
from pipeline.text.mask import heads, names_of
from pipeline.text.points import split_en, split_zh

# The ids of the points that a released note asks for, the first by c1, by the note's id.
Asked = Mapping[str, tuple[str, ...]]


def deal(book: Book, asked: Asked) -> tuple[Note, ...]:
    """Return every note of the kinds that the deck wants: topic by topic, a question first.

    A question is followed by its points, its code, its labs, and the terms that are first named
    there. A point keeps the number it was released with, since learners' reviews hang on it, and
    so does one that is gone. A point that joins a released section gets a note of its own: Anki
    makes new cards even for a note whose text it does not update, and such a card would be empty.
    """
    around = _Around(
        book=book,
        asked=asked,
        by_id={question.entry.id: question for question in book.questions},
        homes=_homes(book),
        terms={name: c.term for c in book.concepts for name in c.term.names()},
    )
    return tuple(note for question in _ordered(book) for note in _of(around, question))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Around:
    """What the notes of a question are looked up in; a big deck would take long without."""

    book: Book
    asked: Asked
    by_id: Mapping[str, Question]
    homes: Mapping[str, tuple[Concept, ...]]
    terms: Mapping[str, Term]


def _ordered(book: Book) -> Iterator[Question]:
    by_number = {question.entry.number: question for question in book.questions}
    for topic in book.deck.topics:
        yield from (by_number[number] for number in topic.questions)


def _of(around: _Around, question: Question) -> Iterator[Note]:
    wanted = around.book.deck.anki.cards
    if wanted.question:
        yield QuestionNote(question=question)
    if wanted.points:
        for section in question.entry.sections:
            yield from _points(around, question, section)
    if wanted.code:
        for answer in (*question.answers, *question.labs):
            for card in answer.job.block.cards if answer.runs else ():
                yield CodeNote(question=question, answer=answer, card=card)
    if wanted.term:
        for concept in around.homes.get(question.entry.id, ()):
            others = (name for name in concept.questions if name != question.entry.id)
            questions = (question, *(around.by_id[name] for name in others))
            yield TermNote(concept=concept, questions=questions)


def _points(around: _Around, question: Question, section: Section[Pair]) -> Iterator[PointsNote]:
    asked = around.asked
    askable = {p.id: p for p in section.points if _has_term(p)}
    for unit in around.book.deck.anki.unasked:
        askable.pop(unit, None)
    # A point that has a note of its own keeps it, in whatever section it stands.
    first = asked.get(section.label.id, tuple(name for name in askable if name not in asked))
    later = [name for name in askable if name not in first]
    for alone, names in ((False, first), *((True, (name,)) for name in later)):
        clozes = tuple(
            Cloze(number=number, id=name, point=askable.get(name))
            for number, name in enumerate(names, 1)
        )
        if any(cloze.point for cloze in clozes):
            yield PointsNote(
                question=question,
                section=section,
                clozes=clozes,
                names=tuple(_names(around.terms, clozes).items()),
                alone=alone,
            )


def _names(known: Mapping[str, Term], clozes: tuple[Cloze, ...]) -> dict[str, int]:
    """Return every name that would give a hidden term away; a name of two is the first one's."""
    names: dict[str, int] = {}
    for cloze in clozes:
        if cloze.point is not None:
            zh, en = split_zh(cloze.point.zh)[0], split_en(cloze.point.en)[0]
            own = (*names_of(zh), *names_of(en))
            close = [known[n] for name in own for n in (name, *heads(name, known)) if n in known]
            also = (word for term in close for word in (*term.names(), *term.english()))
            for name in (*own, *(form for word in also for form in names_of(word))):
                names.setdefault(name, cloze.number)
    return names


def _has_term(point: Pair) -> bool:
    return bool(split_zh(point.zh)[0] and split_en(point.en)[0])


def _homes(book: Book) -> Mapping[str, tuple[Concept, ...]]:
    """Return by question the concepts that are learned with it: the first that is about them.

    One that no question is about goes with the first that names it. A name that is the same in
    both languages and has no definition leaves nothing to ask.
    """
    order = {question.entry.id: place for place, question in enumerate(_ordered(book))}
    homes: dict[str, tuple[Concept, ...]] = {}
    for concept in book.concepts:
        if concept.term.define is not None or not concept.term.same:
            units = concept.about or concept.units
            first = min((unit.partition(".")[0] for unit in units), key=order.__getitem__)
            homes[first] = (*homes.get(first, ()), concept)
    return homes
