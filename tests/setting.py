"""Prints set for tests, in this process: the templates and typst are the real ones."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from pipeline.export.pdf.prints import Setting, settings
from pipeline.issued import issue
from pipeline.model.book import Book, Question
from pipeline.model.deck import Edition
from pipeline.model.lock import Lock
from pipeline.model.matter import Matter
from pipeline.model.place import Place
from pipeline.model.prints import Print, PrintKind
from pipeline.outputs import matter_of
from pipeline.prepared import Prepared
from pipeline.press.child import compiled
from pipeline.press.press import as_json

PLACE = Place(file="deck.yaml", line=1)
# With a figure, with Chinese in the code, with a wide program; q003 is that of the small deck.
LABS = {"q003", "q005", "q030", "q039"}


def asked(kind: PrintKind, **options: Any) -> Print:
    return Print(place=PLACE, kind=kind, **options)


Change = Callable[[Book], Book]
# What was made before, by what it was made from, which is kept: no other may get its identity.
_MADE: dict[tuple[int, Edition], tuple[Prepared, Matter]] = {}


def matter(prepared: Prepared, edition: Edition = "zh-CN", change: Change | None = None) -> Matter:
    """Return what an edition of a deck is printed from, after a change of its book.

    Labs are many and long: those of a few questions stand for all.
    """
    if change is not None:
        return _matter(prepared, edition, change)
    key = (id(prepared), edition)
    if key not in _MADE:
        _MADE[key] = (prepared, _matter(prepared, edition, lambda book: book))
    return _MADE[key][1]


def _matter(prepared: Prepared, edition: Edition, change: Change) -> Matter:
    book = prepared.book
    few = tuple(q if q.entry.id in LABS else replace(q, labs=()) for q in book.questions)
    changed = change(replace(book, questions=few))
    return matter_of(issue(changed, Lock(), edition), prepared.trail)


def set_print(subject: Matter, wanted: Print) -> bytes:
    """Return the PDF of a print that is one file, before it is imposed."""
    (one,) = settings(subject, wanted)
    return pdf_of(one)


def pdf_of(one: Setting) -> bytes:
    return _set(one.template, as_json(one.data()))


@lru_cache(maxsize=24)
def _set(template: Path, data: bytes) -> bytes:
    """Set what no test before has set."""
    pdf, warnings = compiled(template, json.loads(data))
    assert [] == warnings
    return pdf


def with_question(book: Book, number: int, change: Callable[[Question], Question]) -> Book:
    """Return the book with one question changed."""
    return replace(
        book,
        questions=tuple(change(q) if q.entry.number == number else q for q in book.questions),
    )


def reworded(book: Book, number: int = 1, *, zh: str = "", en: str = "") -> Book:
    """Return the book with another wording of a question."""

    def change(question: Question) -> Question:
        pair = replace(question.entry.question, zh=zh or question.entry.question.zh)
        pair = replace(pair, en=en or pair.en)
        return replace(question, entry=replace(question.entry, question=pair))

    return with_question(book, number, change)


def only(book: Book, *numbers: int) -> Book:
    """Return a book of some questions only."""
    topics = (
        replace(topic, questions=tuple(n for n in topic.questions if n in numbers))
        for topic in book.deck.topics
    )
    ids = {q.entry.id for q in book.questions if q.entry.number in numbers}
    concepts = (
        replace(
            c,
            units=tuple(u for u in c.units if u.partition(".")[0] in ids),
            about=tuple(u for u in c.about if u.partition(".")[0] in ids),
        )
        for c in book.concepts
    )
    return replace(
        book,
        deck=replace(book.deck, topics=tuple(topic for topic in topics if topic.questions)),
        questions=tuple(q for q in book.questions if q.entry.number in numbers),
        concepts=tuple(c for c in concepts if c.units),
    )


def fonts_of(reader: PdfReader) -> list[Any]:
    """Return every font of a file, those of forms on the pages included."""
    found: dict[int, Any] = {}
    for page in reader.pages:
        for resources in (page["/Resources"], *_forms(page)):
            fonts = resources.get("/Font", {})
            found |= {fonts.raw_get(name).idnum: fonts[name] for name in fonts}
    return list(found.values())


def _forms(page: Any) -> list[Any]:
    forms = page["/Resources"].get("/XObject", {})
    return [form.get_object().get("/Resources", {}) for form in forms.values()]
