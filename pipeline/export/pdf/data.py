"""The book as plain data for the print templates; text stays text, the template sets it."""

import datetime as dt
from typing import Any

from pipeline.export.pdf.index import index_data
from pipeline.export.provenance import provenance
from pipeline.export.words import words
from pipeline.model.article import Pair, Section
from pipeline.model.book import Book, Question
from pipeline.model.deck import Attribution, Both, Edition
from pipeline.model.reference import Reference
from pipeline.model.run import CodeAnswer
from pipeline.text.points import split_en, split_zh

Data = dict[str, Any]

# typst sets a region's glyphs by these.
REGIONS: dict[Edition, str] = {"zh-CN": "cn", "zh-TW": "tw", "zh-HK": "hk"}


def sheet_data(book: Book) -> Data:
    """Return what the study sheet shows, topic by topic."""
    deck = book.deck
    return {
        "region": REGIONS[book.edition],
        "words": {name: _both(both) for name, both in words(book.edition).items()},
        "title": _both(deck.title),
        "description": _both(deck.description),
        "stamp": _stamp(book),
        "day": None if book.stamp.day is None else _day(book.stamp.day),
        "source": None if deck.attribution is None else _source(deck.attribution),
        "topics": [
            {
                "title": _both(topic.title),
                "questions": [_question(book, q) for q in book.about(topic)],
            }
            for topic in deck.topics
        ],
        "references": [_reference(reference) for reference in book.references],
        "index": index_data(book),
    }


def _stamp(book: Book) -> str:
    """Return the line that says which version this is; "" before the first release."""
    stamp, more = book.stamp, words(book.edition)["unreleased"]
    shown = [stamp.version, stamp.day.isoformat() if stamp.day else ""]
    return " · ".join(filter(None, [*shown, *((more.zh, more.en) if stamp.pending else ())]))


def _day(date: dt.date) -> Data:
    return {"year": date.year, "month": date.month, "day": date.day}


def _both(both: Both | Pair) -> Data:
    return {"zh": both.zh, "en": both.en}


def _source(source: Attribution) -> Data:
    return {
        "publisher": source.publisher,
        "author": source.author,
        "url": source.url,
        "terms": _both(source.terms),
    }


def _reference(reference: Reference) -> Data:
    return {
        "short": reference.short,
        "title": reference.title,
        "venue": reference.venue,
        "url": reference.url,
    }


def _question(book: Book, question: Question) -> Data:
    entry = question.entry
    return {
        "id": entry.id,
        "number": entry.number,
        "question": _both(entry.question),
        "summary": _statement(entry.summary) if entry.summary else None,
        "sections": [_section(section) for section in entry.sections],
        "errata": [
            {**_both(pair), "id": pair.id, "cites": [str(c) for c in book.citations(pair)]}
            for pair in entry.errata
        ],
        "cites": list(dict.fromkeys(c.reference.short for c in book.rests_on(question))),
        "codes": [_code(answer) for answer in question.answers],
    }


def _statement(pair: Pair) -> Data:
    return {**_both(pair), "id": pair.id, "own": pair.own}


def _section(section: Section[Pair]) -> Data:
    return {"label": _statement(section.label), "points": [_point(p) for p in section.points]}


def _point(pair: Pair) -> Data:
    zh, en = split_zh(pair.zh), split_en(pair.en)
    return {
        "zh": {"term": zh[0], "text": zh[1]},
        "en": {"term": en[0], "text": en[1]},
        "id": pair.id,
        "own": pair.own,
    }


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
