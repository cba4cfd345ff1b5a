"""Each edition is printed with the forms of its region: 骨 is drawn otherwise in Taipei."""

import io
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
import typst
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from setting import asked, fonts_of, matter, only, set_print, with_question

from pipeline.model.book import Book, Question
from pipeline.model.deck import Edition
from pipeline.model.note import QuestionNote
from pipeline.model.prints import PrintKind
from pipeline.prepared import Prepared

# Characters that all three regions write, each in its own form.
CHARACTERS = "骨令刃角化今返"
FACES: dict[Edition, str] = {
    "zh-CN": "Noto Sans CJK SC",
    "zh-TW": "Noto Sans CJK TC",
    "zh-HK": "Noto Sans CJK HK",
}
# The points of a glyph, and which of them lie on its curves.
Outline = tuple[list[Any], list[Any]]


def outlines(pdf: bytes) -> dict[str, list[Outline]]:
    """Return the outlines that a file draws each of the characters with, in all its weights."""
    found: dict[str, list[Outline]] = {}
    for font in fonts_of(PdfReader(io.BytesIO(pdf))):
        (descendant,) = font["/DescendantFonts"]
        data = descendant.get_object()["/FontDescriptor"].get("/FontFile2")
        if data is None:
            continue
        glyphs = TTFont(io.BytesIO(data.get_object().get_data()))["glyf"]
        order = glyphs.glyphOrder
        for code, text in to_unicode(font).items():
            if text in CHARACTERS:
                glyph = glyphs[order[code]]
                found.setdefault(text, []).append((list(glyph.coordinates), list(glyph.flags)))
    return found


def to_unicode(font: Any) -> dict[int, str]:
    """Return what each code of a font stands for."""
    found: dict[int, str] = {}
    lines = font["/ToUnicode"].get_object().get_data().decode("ascii").splitlines()
    for line in lines:
        parts = line.replace("<", " ").replace(">", " ").split()
        if len(parts) == 2 and all(len(part) % 4 == 0 for part in parts):
            try:
                found[int(parts[0], 16)] = bytes.fromhex(parts[1]).decode("utf-16-be")
            except (ValueError, UnicodeDecodeError):
                continue
    return found


def drawn_by(face: str) -> dict[str, list[Outline]]:
    """Return the outlines of a face's own forms in regular and bold, with no language said."""
    source = f'#set text(font: "{face}")\n{CHARACTERS}\n\n*{CHARACTERS}*'
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(files("manimgx_fonts_cjk"))])
    return outlines(bytes(typst.compile(source.encode(), font_paths=fonts)))


def with_characters(book: Book) -> Book:
    def change(question: Question) -> Question:
        summary = question.entry.summary
        assert summary is not None
        entry = replace(question.entry, summary=replace(summary, zh=CHARACTERS))
        return replace(question, entry=entry)

    return with_question(only(book, 1), 1, change)


KINDS: tuple[PrintKind, ...] = ("sheet", "cards", "quiz", "booklet")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("edition", FACES)
def test_the_forms_are_those_of_the_region(
    real: Prepared, edition: Edition, kind: PrintKind
) -> None:
    # Put in after the conversion: the characters are the same, only their forms differ.
    subject = matter(real, edition)
    book = with_characters(subject.book)
    notes = tuple(
        replace(note, question=book.questions[0])
        for note in subject.notes
        if isinstance(note, QuestionNote) and note.id == "q001"
    )
    subject = replace(subject, book=book, notes=notes)
    own, wanted = outlines(set_print(subject, asked(kind))), drawn_by(FACES[edition])

    assert set(CHARACTERS) <= set(wanted)
    for char in CHARACTERS:
        assert char in own
        for outline in own[char]:
            assert outline in wanted[char], f"{char} in {edition}"


def test_the_regions_differ() -> None:
    cn, tw, hk = (drawn_by(face) for face in FACES.values())

    assert all(cn[char] != tw[char] for char in CHARACTERS)
    assert ["骨", "化", "返"] == [char for char in CHARACTERS if tw[char] != hk[char]]
