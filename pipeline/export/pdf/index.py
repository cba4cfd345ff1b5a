"""The index of terms: what a page number is looked up for, in the order of each language."""

from itertools import groupby
from typing import Any

from pipeline.model.book import Book, Concept
from pipeline.text.pinyin import collation_key, initial
from pipeline.text.points import split_zh

Data = dict[str, Any]

# A reader follows up a handful of pages, not thirty.
PASSIM = 8


def index_data(book: Book) -> Data:
    """Return both indexes, each a list of groups by initial; pages are found by unit while set.

    The Chinese terms stand in the order of their pinyin, in every edition that of zh-CN.
    """
    subjects = _subjects(book)
    found = [(concept.term, _units(concept, subjects)) for concept in book.concepts]
    zh = sorted(((term.zh, units) for term, units in found), key=lambda row: collation_key(row[0]))
    en = sorted(((_headword(t.en), units) for t, units in found), key=lambda row: row[0].casefold())
    return {
        "zh": _groups([(initial(name), name, units) for name, units in zh]),
        "en": _groups([(_letter(name), name, units) for name, units in en]),
    }


def _subjects(book: Book) -> dict[str, str]:
    """Return what each question and point is about: the question, the point's term."""
    return {
        pair.id: pair.zh if pair is question.entry.question else split_zh(pair.zh)[0]
        for question in book.questions
        for pair in question.entry.units()
    }


def _units(concept: Concept, subjects: dict[str, str]) -> list[str]:
    """Return the units to look up; of a term that is everywhere, those that are about it."""
    if len(concept.questions) <= PASSIM:
        return list(concept.units)
    about = [unit for unit in concept.units if concept.term.zh in subjects.get(unit, "")]
    return about or list(concept.units)


def _groups(rows: list[tuple[str, str, list[str]]]) -> list[Data]:
    return [
        {
            "initial": letter,
            "terms": [{"name": name, "units": units} for _, name, units in group],
        }
        for letter, group in groupby(rows, key=lambda row: row[0])
    ]


def _headword(english: str) -> str:
    """Return the term as an index names it: an abbreviation follows behind a comma."""
    return english.replace(" (", ", ").replace(")", "") if english.endswith(")") else english


def _letter(name: str) -> str:
    return next((char.upper() for char in name if char.isalpha() and char.isascii()), "#")
