"""The index of terms: what a page number is looked up for, in the order of each language."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from pipeline.model.book import Book, Concept
from pipeline.text.pinyin import collation_key, initial

Data = dict[str, Any]
# A term, its pinyin if it has any, and the units to look its pages up by.
Row = tuple[str, str, list[str]]

# A reader follows up a handful of pages, not thirty.
PASSIM = 8


def index_data(book: Book) -> Data:
    """Return both indexes, each a list of groups by initial; pages are found by unit while set.

    The Chinese terms stand in the order of their pinyin, the English ones alphabetically. What
    more than half of the questions name is the subject of the book, and has no row.
    """
    concepts = [c for c in book.concepts if 2 * len(c.questions) <= len(book.questions)]
    return {
        "zh": _groups((c.term.zh, c.term.pinyin, _units(c)) for c in concepts),
        "en": _groups((_headword(c.term.en), "", _units(c)) for c in concepts),
    }


def _headword(english: str) -> str:
    """Return the term as an index names it: an abbreviation follows behind a comma."""
    return english.replace(" (", ", ").replace(")", "") if english.endswith(")") else english


def _units(concept: Concept) -> list[str]:
    """Return the units to look up; of a term that is everywhere, those that are about it."""
    everywhere = len(concept.questions) > PASSIM
    return list(concept.about if everywhere and concept.about else concept.units)


def _groups(rows: Iterable[Row]) -> list[Data]:
    ordered = sorted(rows, key=lambda row: collation_key(row[0], row[1]))
    return [
        {"initial": letter, "terms": [{"name": name, "units": units} for name, _, units in group]}
        for letter, group in groupby(ordered, key=lambda row: initial(row[0], row[1]))
    ]
