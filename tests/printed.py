"""PDFs read back: every piece of text with its place, its size, its mark and its language.

Text is read by PDFium, which is what browsers show PDFs with; the tree of tags by pypdf.
"""

import ctypes
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader

from pipeline.text.similarity import plain

MM = 72 / 25.4


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A run of text on a page: its box in mm from the top left corner, its size in pt.

    `order` is its place among all runs as the tags have them, which is how it is read aloud.
    """

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    mark: int
    artifact: bool
    lang: str
    squeezed: str
    order: int


@lru_cache(maxsize=48)
def passages(pdf: Path | bytes) -> tuple[Passage, ...]:
    """Return every run of text, page by page, in the order in which the pages draw them."""
    langs = _languages(pdf)
    document = pypdfium2.PdfDocument(pdf)
    pages = range(len(document))
    found = tuple(one for number in pages for one in _page(document, number, langs))
    document.close()
    return found


def squeezed(text: str) -> str:
    """Return letters and digits only: breaks and hyphens of the layout do not count."""
    return plain(text.replace("\xad", "").replace("\u2010", ""))


def words_of(pdf: Path | bytes) -> str:
    """Return the letters and digits of all that is no artifact, as the tags order them."""
    tagged = (one for one in passages(pdf) if not one.artifact)
    return "".join(one.squeezed for one in sorted(tagged, key=lambda one: one.order))


class Line(NamedTuple):
    """The box of a line that a page draws, in mm; its own thickness is part of it."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def wide(self) -> float:
        return self.right - self.left

    @property
    def high(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def lines_of(pdf: bytes, page: int) -> list[Line]:
    """Return every line that a page draws."""
    document = pypdfium2.PdfDocument(pdf)
    height = document[page].get_height()
    boxes = [
        Line(*(round(number / MM, 3) for number in (left, height - top, right, height - bottom)))
        for one in document[page].get_objects([pdfium.FPDF_PAGEOBJ_PATH])
        for left, bottom, right, top in [one.get_bounds()]
    ]
    document.close()
    return boxes


# A mark counts within a page, or within one of the forms that a page draws: 0 for the page itself,
# else which form it is.
Where = tuple[int, int, int]


def _page(
    document: pypdfium2.PdfDocument, number: int, langs: dict[Where, tuple[int, str]]
) -> Iterator[Passage]:
    page = document[number]
    text_page = page.get_textpage()
    height = page.get_height()
    for form, raw, matrix in _text_objects(page):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(raw)
        left, bottom, right, top, size = (ctypes.c_float() for _ in range(5))
        pdfium.FPDFPageObj_GetBounds(raw, left, bottom, right, top)
        pdfium.FPDFTextObj_GetFontSize(raw, size)
        marks = list(_marks(raw))
        order, lang = langs.get((number, form, mark), (-1, ""))
        text = _text(raw, text_page)
        yield Passage(
            page=number,
            text=text,
            squeezed=squeezed(text),
            left=(left.value + matrix.e) / MM,
            top=(height - top.value - matrix.f) / MM,
            right=(right.value + matrix.e) / MM,
            bottom=(height - bottom.value - matrix.f) / MM,
            size=round(size.value, 3),
            mark=mark,
            artifact=any(name == "Artifact" for name, _ in marks),
            lang=next((own for _, own in marks if own), lang),
            order=order,
        )


def _text_objects(page: pypdfium2.PdfPage) -> Iterator[tuple[int, Any, Any]]:
    """Yield every run of text, the number of the form it stands in, and where that is put."""
    forms, matrix = 0, pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        raw = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(raw)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield 0, raw, matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            forms += 1
            moved = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(raw, moved)
            for part in range(pdfium.FPDFFormObj_CountObjects(raw)):
                inner = pdfium.FPDFFormObj_GetObject(raw, part)
                if pdfium.FPDFPageObj_GetType(inner) == pdfium.FPDF_PAGEOBJ_TEXT:
                    yield forms, inner, moved


def _text(raw: Any, page: pypdfium2.PdfTextPage) -> str:
    return _utf16(lambda buffer, size: pdfium.FPDFTextObj_GetText(raw, page, buffer, size))


def _marks(raw: Any) -> Iterator[tuple[str, str]]:
    """Yield the name and the language of each mark around an object."""
    for index in range(pdfium.FPDFPageObj_CountMarks(raw)):
        mark = pdfium.FPDFPageObj_GetMark(raw, index)
        yield _named(mark), _param(mark, b"Lang")


def _named(mark: Any) -> str:
    needed = ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, None, 0, needed)
    buffer = (ctypes.c_ushort * (needed.value // 2 + 1))()
    pdfium.FPDFPageObjMark_GetName(mark, buffer, needed.value, needed)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _param(mark: Any, key: bytes) -> str:
    needed = ctypes.c_ulong()
    if not pdfium.FPDFPageObjMark_GetParamStringValue(mark, key, None, 0, needed):
        return ""
    buffer = (ctypes.c_ushort * (needed.value // 2 + 1))()
    pdfium.FPDFPageObjMark_GetParamStringValue(mark, key, buffer, needed.value, needed)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _utf16(get: Callable[[Any, int], int]) -> str:
    size = get(None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    get(buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _languages(pdf: Path | bytes) -> dict[Where, tuple[int, str]]:
    """Return the place and the language that the tree of tags gives each marked piece."""
    reader = PdfReader(io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf)
    places: dict[int, tuple[int, int]] = {}
    for number, page in enumerate(reader.pages):
        assert page.indirect_reference is not None
        places[page.indirect_reference.idnum] = (number, 0)
        drawn = re.findall(rb"/(\S+) Do", page.get_contents().get_data())  # type: ignore[union-attr]
        for form, name in enumerate(drawn, 1):
            inner: Any = page["/Resources"]["/XObject"].raw_get(f"/{name.decode()}")  # type: ignore[index]
            places[inner.idnum] = (number, form)
    catalog: Any = reader.trailer["/Root"]
    found: dict[Where, str] = {}
    _walk(catalog["/StructTreeRoot"], str(catalog["/Lang"]), (0, 0), places, found)
    return {where: (order, lang) for order, (where, lang) in enumerate(found.items())}


def _walk(
    node: Any,
    lang: str,
    place: tuple[int, int],
    places: dict[int, tuple[int, int]],
    found: dict[Where, str],
) -> None:
    node = node.get_object()
    lang = str(node.get("/Lang", lang))
    for key in ("/Pg", "/Stm"):
        if key in node:
            place = places[node.raw_get(key).idnum]
    if "/MCID" in node:
        found[*place, int(node["/MCID"])] = lang
    kids = node.get("/K")
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid, int):
            found[*place, int(kid)] = lang
        elif kid is not None:
            _walk(kid, lang, place, places, found)
