"""Code whose layout is unsure: shown as received and not run, until a person restores it."""

import datetime as dt
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from setting import asked, matter, set_print
from support import edit, problems_of, quiet

from pipeline.edited import edited
from pipeline.enlisted import all_jobs
from pipeline.export.anki.fill import fill
from pipeline.load.source import load_code, load_source
from pipeline.model.book import Book
from pipeline.model.run import Job
from pipeline.prepared import Prepared, prepare
from pipeline.rerun import Order, rerun
from pipeline.text.digest import sha256

FLAT = (
    "def total(numbers):\n"
    "result = sum(n * n for n in numbers)\n"
    "return resultvalues = [1, 2, 3]\n"
    "print(total(values))\n"
)
# How sure recovery is of these: between 50 and 95 %, and below.
BETWEEN = "for n in range(3):\nif n:\nprint(n)\nprint(n + 1)\nprint(n + 2)\ntotal = n\n"
BELOW = "text = '''a\nb'''\nprint(text)\nfor n in text:\nprint(n)\nprint(1)\nprint(2)\n"
RESTORED = """\
for n in range(3):
    if n:
        print(n)
        print(n + 1)
    print(n + 2)
total = n
"""


def with_code(mini: Path, text: str) -> Path:
    """Put another text in the place of the article's code; nothing asks about it any more."""
    edit(mini / "article.txt", FLAT, text)
    path = mini / "code" / "blocks.yaml"
    path.write_text(path.read_text("utf8").partition("    cards:")[0], "utf8")
    return mini


def restored(mini: Path, code: str = RESTORED, of: str = "") -> Path:
    with_code(mini, BETWEEN)
    (mini / "code" / "q003.override.py").write_text(code, "utf8")
    (mini / "code" / "q003.driver.py").write_text("assert total == 2\n", "utf8")
    found = of or sha256(BETWEEN.rstrip())
    row = f"    override: {{of: {found}, file: q003.override.py, by: A. Editor, "
    path = mini / "code" / "blocks.yaml"
    path.write_text(path.read_text("utf8") + row + "reason: the loop ends late}\n", "utf8")
    return mini


def jobs(folder: Path) -> tuple[Job, ...]:
    code = load_code(folder)
    return all_jobs(code, edited(code.text.article, code.text.corrections).entries)


def without_labs(book: Book) -> Book:
    return replace(book, questions=tuple(replace(q, labs=()) for q in book.questions))


def text_of(pdf: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).split())


def prepared(folder: Path) -> Prepared:
    return prepare(load_source(folder), quiet)


@pytest.mark.parametrize("text", [BETWEEN, BELOW], ids=["between", "below"])
def test_it_is_told_as_a_warning_and_never_run(mini: Path, text: str) -> None:
    with_code(mini, text)

    (warning,) = prepared(mini).warnings
    done = rerun(mini, Order(everything=True), dt.date(2026, 1, 2), quiet)

    assert "warning" == warning.severity
    assert "the code's layout can't be recovered for certain" in warning.message
    assert "it is printed as it was received, and not run" in warning.message
    assert f"override: {{of: {sha256(text.rstrip())}," in warning.hint
    assert [("q003.c1", "unsure"), ("q003.l1", "same")] == [(o.block, o.kind) for o in done]


def test_between_the_likeliest_readings_are_shown_as_a_diff(mini: Path) -> None:
    (warning,) = prepared(with_code(mini, BETWEEN)).warnings

    assert re.search(r"reading 1, \d\d%:\nfor n in range\(3\):\n    if n:\n", warning.message)
    assert warning.message.count("--- reading 1") == 2
    assert re.search(r"\n-.*total = n\n\+.*total = n", warning.message)


def test_below_no_reading_is_shown(mini: Path) -> None:
    (warning,) = prepared(with_code(mini, BELOW)).warnings

    assert "reading 1" not in warning.message
    assert "holds a string of several lines" in warning.message


def test_cards_and_pages_show_it_as_received_and_without_a_tick(mini: Path) -> None:
    done = prepared(with_code(mini, BETWEEN))
    (note,) = [one for one in fill(done.book, done.notes) if one.id == "q003"]
    code = dict(note.fields)["Code"]
    page = text_of(set_print(matter(done, change=without_labs), asked("sheet")))

    assert "未运行" in code
    assert "Not run" in code
    assert "✓" not in code
    assert "if</span> <span" in code
    assert "    " not in re.sub(r"<[^>]+>", "", code)
    assert "Not run: its layout could not be determined" in page
    assert "✓" not in page


def test_no_card_asks_about_code_that_was_not_run(mini: Path) -> None:
    edit(mini / "article.txt", FLAT, BETWEEN)

    done = prepared(mini)

    assert ["q003", "q003.l1.result"] == [n.id for n in done.notes if n.id.startswith("q003")]


def test_a_persons_layout_is_run_and_its_reason_kept(mini: Path) -> None:
    (job, _) = jobs(restored(mini))

    assert (RESTORED, True) == (job.code, job.sure)
    assert ("layout by A. Editor: the loop ends late",) == job.notes


def test_a_layout_of_another_text_fails_loudly(mini: Path) -> None:
    restored(mini)
    edit(mini / "article.txt", "print(n + 2)", "print(n + 3)")

    (problem,) = problems_of(lambda: jobs(mini))

    assert "made for another text: the code has changed" in problem.message
    assert sha256(BETWEEN.rstrip().replace("+ 2", "+ 3")) in problem.hint
    assert "blocks.yaml:" in str(problem.place)


def test_a_layout_that_changes_a_character_is_refused(mini: Path) -> None:
    restored(mini, RESTORED.replace("n + 2", "n + 4"))

    (problem,) = problems_of(lambda: jobs(mini))

    assert "changes more than blanks and line breaks" in problem.message


def test_a_sum_that_is_none_is_told(mini: Path) -> None:
    restored(mini, of="abc")

    (problem,) = problems_of(lambda: jobs(mini))

    assert "was made for another text" in problem.message
    assert f"the text's sum is now {sha256(BETWEEN.rstrip())}" in problem.hint


def test_a_layout_that_is_no_python_is_told(mini: Path) -> None:
    restored(mini, code="for n in range(3):\nif n:\n")

    (problem,) = problems_of(lambda: jobs(mini))

    assert problem.place.line == 2
    assert "no Python: expected an indented block" in problem.message
