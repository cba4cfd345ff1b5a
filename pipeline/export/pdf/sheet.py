"""The study sheet as a PDF, set by typst with its own fonts and nothing from the machine."""

import json
import re
from importlib.resources import files
from pathlib import Path

import typst

from pipeline.export.pdf.data import Data, sheet_data
from pipeline.model.article import Pair
from pipeline.model.book import Book
from pipeline.model.place import Place
from pipeline.problem import Problem, Problems

_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


def study_sheet(book: Book) -> bytes:
    """Return the bilingual study sheet, A4, the same bytes for the same book.

    Raises `Problems` for a character that no font has and for anything typst warns of.
    """
    try:
        return _compiled("sheet.typ", sheet_data(book))
    except typst.TypstError as error:
        missing = _MISSING.search(str(error.message))
        if missing is None:
            raise Problems([_refused(str(error.message))]) from None
        raise Problems(_uncovered(book, missing[1])) from None


def _compiled(template: str, data: Data) -> bytes:
    folder = Path(str(files("pipeline.export.pdf").joinpath("templates")))
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(files("manimgx_fonts_cjk"))],
    )
    # PDF/UA-1 makes typst refuse characters that no font has; without it they vanish in silence.
    pdf, warnings = typst.compile_with_warnings(
        str(folder / template),
        root=str(folder),
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
    units = [pair for question in book.questions for pair in question.entry.units()]
    holding = [pair for pair in units if text in pair.zh or text in pair.en]
    places = [_place(pair) for pair in holding] or [Place(file="study-sheet.pdf")]
    codes = "".join(f" U+{ord(char):04X}" for char in text)
    return [
        Problem(
            place=place,
            message=f"no font has the character {text!r}{codes}",
            hint="write it in another way; emoji, for one, can't be printed",
        )
        for place in places
    ]


def _place(pair: Pair) -> Place:
    return Place(file="article.txt", line=pair.span.first, key=pair.id)
