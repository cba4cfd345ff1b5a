"""The study sheet: its text layer, its fonts, its outline, and text that tries to be markup."""

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from support import REAL, problems_of

from pipeline.export.pdf.sheet import compiled, study_sheet
from pipeline.model.book import Book
from pipeline.prepared import Prepared
from pipeline.text.similarity import plain


@pytest.fixture(scope="module")
def sheet(built: Path) -> PdfReader:
    return PdfReader(built / "study-sheet.pdf")


@pytest.fixture(scope="module")
def text(sheet: PdfReader) -> str:
    return squeezed(" ".join(page.extract_text() for page in sheet.pages))


def squeezed(string: str) -> str:
    """Return letters and digits only: line breaks and hyphens of the layout do not count."""
    return plain(string.replace("\xad", "").replace("\u2010", ""))


def test_every_unit_is_in_the_text_layer_in_both_languages(real: Prepared, text: str) -> None:
    missing = [
        half
        for question in real.book.questions
        for pair in question.entry.units()
        for half in (pair.zh, pair.en)
        if squeezed(half) not in text
    ]

    assert [] == missing


def test_code_and_output_are_in_the_text_layer(real: Prepared, text: str) -> None:
    answers = [answer for question in real.book.questions for answer in question.answers]

    assert 2 == len(answers)
    for answer in answers:
        for line in (*answer.job.code.splitlines(), *answer.runs[0].driver_stdout.splitlines()):
            assert squeezed(line) in text


def test_fonts_are_embedded_with_a_map_to_unicode(sheet: PdfReader) -> None:
    fonts = {str(font["/BaseFont"]): font for page in sheet.pages for font in fonts_of(page)}

    assert fonts
    for font in fonts.values():
        (descendant,) = font["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"]
        assert "/ToUnicode" in font
        assert any(key in descriptor for key in ("/FontFile2", "/FontFile3"))
        assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"]), "not a subset"


def fonts_of(page: Any) -> list[Any]:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


def test_bookmarks_hold_topics_and_questions(real: Prepared, sheet: PdfReader) -> None:
    topics: list[Any] = [item for item in sheet.outline if not isinstance(item, list)]
    questions = [item for part in sheet.outline if isinstance(part, list) for item in part]

    assert 63 == len(questions)
    titles = [topic.title.zh + topic.title.en for topic in real.book.deck.topics]
    wanted = [*titles, "参考文献 References", "术语索引 Index of terms"]
    assert [squeezed(title) for title in wanted] == [squeezed(str(item.title)) for item in topics]


def test_contents_name_the_right_pages(real: Prepared, sheet: PdfReader) -> None:
    contents = "\n".join(page.extract_text() for page in sheet.pages[:2])
    for question in (real.book.questions[0], real.book.questions[62]):
        number = question.entry.number
        page = next(
            i
            for i, p in enumerate(sheet.pages, 1)
            if i > 2 and f"{number}. " in p.extract_text() and holds(p, question.entry.question.en)
        )
        assert squeezed(question.entry.question.en) in squeezed(contents)
        assert str(page) in contents


def holds(page: Any, text: str) -> bool:
    return squeezed(text) in squeezed(page.extract_text())


def test_tagged_titled_and_with_a_language(sheet: PdfReader) -> None:
    catalog: Any = sheet.trailer["/Root"]

    assert catalog["/MarkInfo"]["/Marked"]
    assert str(catalog["/Lang"]).startswith("zh")
    assert sheet.metadata is not None
    assert "大语言模型面试 63 问 · 63 LLM Interview Questions" == sheet.metadata.title


def test_attribution(text: str) -> None:
    for part in ("稻草人", "RA/SD 衍生者AI训练营", "https://www.shxcj.com/archives/3903"):
        assert squeezed(part) in text


def reworded(book: Book, zh: str) -> Book:
    first = book.questions[0]
    entry = replace(first.entry, question=replace(first.entry.question, zh=zh))
    return replace(book, questions=(replace(first, entry=entry), *book.questions[1:]))


HOSTILE = {
    "markup": '#panic("x") *bold* _x_ $x$ @ref <label> `raw` // note',
    "escapes": "\\u{41} \\ #{ 1 + 1 } [ ] = head",
    "files": '#read("/etc/passwd") #import "parts.typ"',
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_text_never_becomes_markup(real: Prepared, hostile: str) -> None:
    pdf = PdfReader(io.BytesIO(study_sheet(reworded(real.book, hostile))))

    assert squeezed(hostile) in squeezed(" ".join(p.extract_text() for p in pdf.pages))


def test_characters_that_no_font_has_name_their_units(real: Prepared) -> None:
    book = reworded(real.book, "笑脸 😀 在此")
    second = book.questions[1]
    entry = replace(second.entry, question=replace(second.entry.question, en="A 🙈 here?"))
    book = replace(book, questions=(book.questions[0], replace(second, entry=entry)))

    found = problems_of(lambda: study_sheet(book))

    assert [
        (
            f"{REAL.as_posix()}/corrections.yaml:136: q001.question",
            "no font has the character '😀' U+1F600",
        ),
        (
            f"{REAL.as_posix()}/translations/en.po: q002.question",
            "no font has the character '🙈' U+1F648",
        ),
    ] == [(str(problem.place), problem.message) for problem in found]


def test_a_warning_of_typst_is_an_error(tmp_path: Path) -> None:
    template = tmp_path / "page.typ"
    template.write_text('#set document(title: "x")\n#set text(font: "No Such Font")\nx')

    (problem,) = problems_of(lambda: compiled(template, {}))

    assert "unknown font family: no such font" in problem.message


def test_the_index_names_the_pages_of_its_terms(sheet: PdfReader) -> None:
    pages = [squeezed(page.extract_text()) for page in sheet.pages]
    first = next(
        i
        for i, page in enumerate(pages)
        if page.startswith(squeezed("大语言模型面试 63 问术语索引"))
    )
    index = "\n".join(page.extract_text() for page in sheet.pages[first:])

    for name, text in (
        ("PagedAttention", "PagedAttention"),
        ("梯度检查点", "解释梯度检查点及其对训练效率"),
    ):
        page = next(i for i, held in enumerate(pages, 1) if i > 2 and squeezed(text) in held)
        found = re.search(rf"{name}\s+([\d,\s]+)", index)
        assert found is not None
        assert str(page) in re.split(r"[,\s]+", found[1].strip())


def test_every_concept_but_the_books_subject_stands_in_both_indexes(
    real: Prepared, text: str
) -> None:
    concepts = [c for c in real.book.concepts if c.term.zh != "大语言模型"]
    assert len(concepts) >= 120
    for concept in concepts:
        assert squeezed(concept.term.zh) in text
        assert squeezed(concept.term.en.replace("(", ", ")) in text


def test_references_are_listed_and_named_beside_what_rests_on_them(
    real: Prepared, text: str
) -> None:
    for reference in real.book.references:
        assert squeezed(f"{reference.short}. {reference.title}") in text
    erratum = real.book.questions[3].entry.errata[0]
    (citation,) = real.book.citations(erratum)
    assert squeezed(f"{erratum.en} [{citation}]") in text


def test_what_the_editor_added_is_marked(real: Prepared, sheet: PdfReader) -> None:
    marked = " ".join(page.extract_text() for page in sheet.pages)

    added = [p for q in real.book.questions for p in q.entry.units() if p.origin == "added"]
    assert len(added) > 60
    assert marked.count("+") >= 2 * len(added)
