"""What every print shows around its matter, and texts as the templates take them."""

import datetime as dt
import re
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from pipeline.export.words import words
from pipeline.model.article import Pair
from pipeline.model.book import Book
from pipeline.model.deck import Attribution, Both, Edition
from pipeline.model.matter import Matter
from pipeline.model.prints import Print
from pipeline.text.breaks import BREAK, breakable, breaks
from pipeline.text.prose import pieces
from pipeline.text.typography import has_han

Data = dict[str, Any]

# typst sets a region's glyphs by these.
REGIONS: dict[Edition, str] = {"zh-CN": "cn", "zh-TW": "tw", "zh-HK": "hk"}

# 160 GB stays on one line.
_UNIT = re.compile(r"(?<=\d) (?=(?:[KMGT]i?B|bits?|ms|s|mm|GPUs?)\b)")


def frame(matter: Matter, wanted: Print) -> Data:
    """Return titles, words, stamp, source and page of a print."""
    book, deck = matter.book, matter.book.deck
    known = words(book.edition)
    return {
        "kind": wanted.kind,
        "lang": wanted.lang,
        "paper": wanted.paper,
        "region": REGIONS[book.edition],
        "words": {name: {"zh": both.zh, "en": both.en} for name, both in known.items()},
        "title": both(deck.title),
        "title-plain": {"zh": deck.title.zh, "en": deck.title.en},
        "description": both(deck.description),
        "stamp": stamp(book),
        "pending": book.stamp.pending,
        "day": None if book.stamp.day is None else _day(book.stamp.day),
        "source": None if deck.attribution is None else _source(deck.attribution),
        "attribution": _attribution(book, known),
        "volume": [matter.volume.number, matter.volume.of] if matter.volume.of > 1 else None,
        "tool": f"deckpress {version('deckpress')} · typst {version('typst')}",
    }


def runs(text: str) -> str | list[list[str]]:
    """Return a sentence as the templates take it: as it is, or in pieces where some want care.

    A word of several pieces may be long as well, so breaks are found in the whole sentence.
    """
    text = _UNIT.sub("\u00a0", text)
    cut = list(pieces(text))
    if all(kind == "text" for kind, _ in cut):
        return breakable(text)
    places, at, told = breaks(text), 0, []
    for kind, piece in cut:
        letters = enumerate(piece, at)
        told.append([kind, "".join(BREAK + c if n in places else c for n, c in letters)])
        at += len(piece)
    return told


def both(text: Both | Pair) -> Data:
    """Return a text in both languages."""
    return {"zh": runs(text.zh), "en": runs(text.en)}


def stamp(book: Book) -> str:
    """Return which version this is; "" before the first release."""
    release = book.stamp
    return " · ".join(
        filter(None, [release.version, release.day.isoformat() if release.day else ""])
    )


def _day(date: dt.date) -> Data:
    return {"year": date.year, "month": date.month, "day": date.day}


def _source(source: Attribution) -> Data:
    author = f"{source.publisher} / {source.author}"
    return {"author": author, "url": source.url, "address": breakable(source.url)}


def _attribution(book: Book, known: Mapping[str, Both]) -> Data:
    """Return whose text it is and on what terms, in both languages; of a draft, that it is one."""
    source = book.deck.attribution
    if source is None:
        return both(known["draft"])
    publisher, author = _own(source.publisher), _own(source.author)
    word, terms = known["source"], source.terms
    return {
        "zh": [_as_is(f"{word.zh}："), publisher, _as_is("，"), author, _as_is(f"。{terms.zh}")],
        "en": [_as_is(f"{word.en}: "), publisher, _as_is(", "), author, _as_is(f". {terms.en}")],
    }


def _as_is(text: str) -> list[str]:
    return ["text", breakable(text)]


def _own(name: str) -> list[str]:
    """Return a name, marked as Chinese where it is: it also stands in English sentences."""
    return ["zh" if has_han(name) else "text", breakable(name)]
