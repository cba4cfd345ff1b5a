"""The book as plain data for the print templates; text stays text, the template sets it."""

import datetime as dt
from typing import Any

from pipeline.export.provenance import provenance
from pipeline.model.article import Pair, Section
from pipeline.model.book import Book, Question
from pipeline.model.deck import Both
from pipeline.model.run import CodeAnswer
from pipeline.text.points import split_en, split_zh

Data = dict[str, Any]


def sheet_data(book: Book) -> Data:
    """Return what the study sheet shows, topic by topic."""
    deck = book.deck
    source = deck.attribution
    return {
        "title": _both(deck.title),
        "description": _both(deck.description),
        "version": deck.version,
        "released": deck.released.date().isoformat(),
        "day": _day(deck.released.date()),
        "source": {
            "publisher": source.publisher,
            "author": source.author,
            "url": source.url,
            "terms": _both(source.terms),
        },
        "topics": [
            {"title": _both(topic.title), "questions": [_question(q) for q in book.about(topic)]}
            for topic in deck.topics
        ],
    }


def _day(date: dt.date) -> Data:
    return {"year": date.year, "month": date.month, "day": date.day}


def _both(both: Both | Pair) -> Data:
    return {"zh": both.zh, "en": both.en}


def _question(question: Question) -> Data:
    entry = question.entry
    return {
        "id": entry.id,
        "number": entry.number,
        "question": _both(entry.question),
        "summary": _both(entry.summary) if entry.summary else None,
        "sections": [_section(section) for section in entry.sections],
        "codes": [_code(answer) for answer in question.answers],
    }


def _section(section: Section[Pair]) -> Data:
    return {"label": _both(section.label), "points": [_point(p) for p in section.points]}


def _point(pair: Pair) -> Data:
    zh, en = split_zh(pair.zh), split_en(pair.en)
    return {"zh": {"term": zh[0], "text": zh[1]}, "en": {"term": en[0], "text": en[1]}}


def _code(answer: CodeAnswer) -> Data:
    block, run = answer.job.block, answer.runs[0]
    return {
        "code": answer.job.code.rstrip("\n"),
        "printed": run.stdout.rstrip("\n"),
        "driver": block.driver.rstrip("\n"),
        "checked": run.driver_stdout.rstrip("\n"),
        "note": _both(block.note) if block.note else None,
        "provenance": [provenance(run) for run in answer.runs],
    }
