"""The study sheet as a PDF, set by typst with its own fonts and nothing from the machine."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import typst

from pipeline.export.pdf.data import Data, sheet_data
from pipeline.model.book import Book, Question
from pipeline.model.place import Place
from pipeline.problem import Problem, Problems, raise_if_any

SHEET = Path(str(files("pipeline.export.pdf").joinpath("templates", "sheet.typ")))
# How many such texts are looked for before giving up: each costs a compilation.
MOST = 20
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


def study_sheet(book: Book) -> bytes:
    """Return the bilingual study sheet, A4, the same bytes for the same book.

    Raises `Problems` for characters that no font has, all of them, and for anything typst warns
    of.
    """
    data = sheet_data(book)
    missing: list[str] = []
    while True:
        try:
            pdf = compiled(SHEET, data)
        except typst.TypstError as error:
            found = _MISSING.search(str(error.message))
            if found is None or found[1] in missing or len(missing) == MOST:
                raise Problems([_refused(str(error.message))]) from None
            missing.append(found[1])
            # typst names one such text at a time; without it the next one comes to light.
            data = _without(data, found[1])
            continue
        raise_if_any(problem for text in missing for problem in _uncovered(book, text))
        return pdf


def _without(data: Data, text: str) -> Data:
    return dict(json.loads(json.dumps(data, ensure_ascii=False).replace(text, "")))


def compiled(template: Path, data: Data) -> bytes:
    """Return the PDF that a template makes of the data.

    Raises `Problems` for a warning, and `typst.TypstError` where typst gives up.
    """
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(files("manimgx_fonts_cjk"))],
    )
    # PDF/UA-1 makes typst refuse characters that no font has; without it they vanish in silence.
    pdf, warnings = typst.compile_with_warnings(
        str(template),
        root=str(template.parent),
        font_paths=fonts,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=0,
        pdf_standards="ua-1",
    )
    if warnings:
        raise Problems(_refused(f"warning: {warning.message}") for warning in warnings)
    return bytes(pdf)


def _refused(message: str) -> Problem:
    return Problem(
        place=Place(file="study-sheet.pdf"),
        message=f"typst: {message}",
        hint="this is a fault of the print template or of the installed fonts; please report it",
    )


def _uncovered(book: Book, text: str) -> list[Problem]:
    """Name every unit that holds the text which can't be printed."""
    places = list(_places(book, text)) or [Place(file="study-sheet.pdf")]
    codes = "".join(f" U+{ord(char):04X}" for char in text)
    message = f"no font has the character {text!r}{codes}"
    hint = "write it in another way; emoji, for one, can't be printed"
    return [Problem(place=place, message=message, hint=hint) for place in places]


def _places(book: Book, text: str) -> Iterator[Place]:
    for question in book.questions:
        yield from _question_places(book, question, text)
    for reference in book.references:
        if text in f"{reference.short} {reference.title} {reference.venue}":
            yield reference.place
    for concept in book.concepts:
        if text in concept.term.zh or text in concept.term.en:
            yield concept.term.place


def _question_places(book: Book, question: Question, text: str) -> Iterator[Place]:
    folder = Path(book.deck.place.file).parent.as_posix()
    for pair in question.entry.units():
        if text in pair.zh:
            yield pair.place
        if text in pair.en:
            yield Place(file=f"{folder}/translations/en.po", key=pair.id)
    for answer in question.answers:
        run = answer.runs[0]
        if any(text in part for part in (answer.job.code, run.stdout, run.driver_stdout)):
            yield Place(file=f"{folder}/article.txt", line=answer.job.span.first)
        if text in answer.job.block.driver:
            yield answer.job.block.place
