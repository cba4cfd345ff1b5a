"""What every print of the real deck must be, whatever its kind, its paper and its edition."""

import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from setting import fonts_of
from support import edit, quiet

from pipeline.build import build
from pipeline.outputs import all_settings
from pipeline.prepared import Prepared


@pytest.fixture(scope="module")
def files(real: Prepared, built: Path) -> list[Path]:
    wanted = [one.name for one in all_settings(real.issues, real.trail)]
    assert sorted(wanted) == sorted(path.name for path in built.glob("*.pdf"))
    return [built / name for name in wanted]


KINDS = ("study-sheet", "cards", "quiz", "cheat-sheet", "booklet", "calibration")


@pytest.fixture(params=KINDS)
def prints(request: pytest.FixtureRequest, files: list[Path]) -> list[Path]:
    """Give all prints of one kind."""
    found = [path for path in files if re.match(rf"{request.param}[-.]", path.name)]
    assert {".zh-TW" in path.name for path in found} == {True, False}
    return found


def test_fonts_are_embedded_and_subset_with_a_map_to_unicode(prints: list[Path]) -> None:
    for path in prints:
        fonts = fonts_of(PdfReader(path))
        assert fonts
        for font in fonts:
            name = str(font["/BaseFont"])
            (descendant,) = font["/DescendantFonts"]
            descriptor = descendant.get_object()["/FontDescriptor"]
            assert "/ToUnicode" in font
            assert any(key in descriptor for key in ("/FontFile2", "/FontFile3"))
            assert re.match(r"/[A-Z]{6}\+", name), f"{path.name}: {name} is no subset"


def test_tagged_as_pdf_ua_with_title_and_language(prints: list[Path]) -> None:
    for path in prints:
        reader = PdfReader(path)
        catalog: Any = reader.trailer["/Root"]
        english = "-en" in path.stem
        assert catalog["/MarkInfo"]["/Marked"]
        assert str(catalog["/Lang"]) == ("en-US" if english else language(path))
        assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
        metadata = catalog["/Metadata"].get_data().decode()
        assert re.search(r"pdfuaid:part(>|=\")1", metadata)
        assert reader.metadata is not None
        title = str(reader.metadata.title)
        assert ("63 LLM Interview Questions" in title) == ("-zh" not in path.stem.split(".")[0])


def language(path: Path) -> str:
    return "zh-TW" if ".zh-TW" in path.name else "zh-CN"


def test_bookmarks_lead_into_the_file(prints: list[Path]) -> None:
    for path in prints:
        reader = PdfReader(path)
        flat = list(bookmarks(reader.outline))
        assert flat
        assert all(reader.get_destination_page_number(one) is not None for one in flat)


def bookmarks(outline: Any) -> Any:
    for one in outline:
        if isinstance(one, list):
            yield from bookmarks(one)
        else:
            yield one


ALL_KINDS = """\
prints:
  - {kind: sheet}
  - {kind: sheet, lang: zh, paper: letter}
  - {kind: sheet, lang: en}
  - {kind: cards, flip: short, offset: [0.5, -1]}
  - {kind: cards, lang: zh, flip: fold}
  - {kind: quiz, order: shuffle, seed: 3}
  - {kind: cheat-sheet}
  - {kind: booklet, paper: letter}
  - {kind: calibration}
"""


def test_what_is_not_asked_for_any_more_goes_and_the_rest_stays(mini: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "mini"
    edit(mini / "deck.yaml", "prints:\n  - {kind: sheet}\n", ALL_KINDS)
    build(mini, tmp_path / "out", quiet)
    (folder / "own").mkdir()
    mine = [folder / "notes.pdf", folder / "cards.txt", folder / "own" / "cards.pdf"]
    for path in mine:
        path.write_text("mine")
    edit(mini / "deck.yaml", ALL_KINDS, "prints: [{kind: quiz}]\n")
    build(mini, tmp_path / "out", quiet)

    prints = {path.name for path in folder.glob("*.pdf")}
    assert {"quiz.pdf", "quiz.zh-TW.pdf", "notes.pdf"} == prints
    assert all(path.read_text() == "mine" for path in mine)


def test_a_deck_that_says_nothing_gets_one_print_of_each_kind(mini: Path, tmp_path: Path) -> None:
    edit(mini / "deck.yaml", "prints:\n  - {kind: sheet}\n", "")
    build(mini, tmp_path / "out", quiet)

    prints = {path.name for path in (tmp_path / "out" / "mini").glob("*.pdf")}
    assert {f"{kind}{edition}.pdf" for kind in KINDS for edition in ("", ".zh-TW")} == prints
