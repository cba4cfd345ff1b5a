"""The work, made once for all engines: the real deck, or many copies of it.

Runs as a process of its own, `python work.py DECK QUESTIONS FOLDER`: the process that measures must
stay small, since Linux counts what it holds as the least peak of every process that it starts.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sheet import ISSUE, SHEET, TRAIL, Kind, Row, Sheet, Side, store
from sheet import Question as SheetQuestion
from sheet import Topic as SheetTopic

from pipeline.load.source import load_source
from pipeline.model.article import Code, Entry, Pair, entry_id
from pipeline.model.book import Book, Concept, Question
from pipeline.model.run import CodeAnswer
from pipeline.prepared import prepare
from pipeline.text.points import split_en, split_zh


def enlarged(book: Book, count: int) -> Book:
    """Return the book with `count` questions: its own, again and again, under new numbers.

    Topics and concepts are the same, and hold the copies too.
    """
    span = max(question.entry.number for question in book.questions)
    copies = [
        _copy(book.questions[index % len(book.questions)], span, index // len(book.questions))
        for index in range(count)
    ]
    numbers = [question.entry.number for question in copies]
    last = numbers[-1] // span + 1
    topics = tuple(
        replace(
            topic,
            questions=tuple(number for number in numbers if _origin(number, span) in known),
        )
        for topic in book.deck.topics
        for known in [frozenset(topic.questions)]
    )
    by_id = {topic.id: topic for topic in topics}
    ids = {question.entry.id for question in copies}
    concepts = (_concept(concept, span, last, ids) for concept in book.concepts)
    return replace(
        book,
        deck=replace(book.deck, topics=tuple(topic for topic in topics if topic.questions)),
        questions=tuple(replace(q, topic=by_id[q.topic.id]) for q in copies),
        concepts=tuple(concept for concept in concepts if concept.units),
    )


def _origin(number: int, span: int) -> int:
    """Return the number of the question that this one is a copy of."""
    return (number - 1) % span + 1


def _moved(unit: str, number: int) -> str:
    """Return the id of the same unit in question `number`: `q087.s1.p2` for `q024.s1.p2`."""
    _, dot, rest = unit.partition(".")
    return f"{entry_id(number)}{dot}{rest}"


def _copy(question: Question, span: int, turn: int) -> Question:
    number = question.entry.number + turn * span

    def moved(pair: Pair) -> Pair:
        return replace(pair, id=_moved(pair.id, number))

    def code(one: Code) -> Code:
        return replace(one, id=_moved(one.id, number))

    entry: Entry[Pair] = question.entry.mapped(moved)
    return replace(
        question,
        entry=replace(entry, number=number, codes=tuple(map(code, entry.codes))),
        answers=tuple(_answer(answer, number) for answer in question.answers),
    )


def _answer(answer: CodeAnswer, number: int) -> CodeAnswer:
    block = replace(answer.job.block, id=_moved(answer.job.block.id, number))
    return replace(
        answer,
        job=replace(answer.job, block=block),
        runs=tuple(replace(run, block=block.id) for run in answer.runs),
    )


def _concept(concept: Concept, span: int, turns: int, ids: set[str]) -> Concept:
    def spread(units: tuple[str, ...]) -> Iterator[str]:
        for turn in range(turns + 1):
            for unit in units:
                number = int(unit.partition(".")[0][1:]) + turn * span
                if entry_id(number) in ids:
                    yield _moved(unit, number)

    return replace(concept, units=tuple(spread(concept.units)), about=tuple(spread(concept.about)))


def sheet_of(book: Book) -> Sheet:
    """Return the same text without anything that only deckpress knows about."""
    return Sheet(
        zh=book.deck.title.zh,
        en=book.deck.title.en,
        topics=tuple(
            SheetTopic(
                id=topic.id,
                zh=topic.title.zh,
                en=topic.title.en,
                questions=tuple(_question(question) for question in book.about(topic)),
            )
            for topic in book.deck.topics
        ),
    )


def _question(question: Question) -> SheetQuestion:
    entry = question.entry
    texts = (
        text
        for answer in question.answers
        for text in (
            answer.job.code,
            answer.runs[0].stdout,
            answer.job.block.driver,
            answer.runs[0].driver_stdout,
        )
    )
    return SheetQuestion(
        id=entry.id,
        number=entry.number,
        zh=entry.question.zh,
        en=entry.question.en,
        codes=tuple(text.rstrip("\n") for text in texts if text.strip()),
        rows=tuple(_rows(entry)),
    )


def _rows(entry: Entry[Pair]) -> Iterator[Row]:
    if entry.summary is not None:
        yield _row("summary", entry.summary)
    for section in entry.sections:
        if section.label.zh:
            yield _row("label", section.label)
        for pair in section.points:
            (zh_term, zh), (en_term, en) = split_zh(pair.zh), split_en(pair.en)
            yield Row(
                kind="point",
                zh=Side(text=zh, term=f"{zh_term}：" if zh_term else ""),
                en=Side(text=en, term=f"{en_term}: " if en_term else ""),
            )
    for pair in entry.errata:
        yield _row("erratum", pair)


def _row(kind: Kind, pair: Pair) -> Row:
    return Row(kind=kind, zh=Side(text=pair.zh), en=Side(text=pair.en))


def main(deck: Path, count: int, folder: Path, say: Callable[[str], None]) -> None:
    """Write the work for every engine into the folder."""
    prepared = prepare(load_source(deck), say)
    first = prepared.issues[0]
    book = enlarged(first.book, count)
    # Filled fields and dates are for Anki; prints are made from the book.
    store(folder / ISSUE, replace(first, book=book, notes=()))
    store(folder / TRAIL, prepared.trail)
    store(folder / SHEET, sheet_of(book))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), lambda _: None)
