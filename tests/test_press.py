"""Typesetting in child processes: faults told, characters without a glyph, ends that come early."""

import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from setting import asked, matter, only, reworded, with_question
from support import REAL, deckpress, edit, problems_of, quiet

from pipeline.export.pdf.missing import clusters
from pipeline.export.pdf.prints import COVERAGE, settings
from pipeline.model.book import Book, Question
from pipeline.outputs import check_glyphs
from pipeline.prepared import Prepared
from pipeline.press.press import Job, press, uncovered
from pipeline.press.processes import Children, workers


def job(folder: Path, text: str, name: str = "page.pdf") -> Job:
    template = folder / f"{name}.typ"
    template.write_text(text, "utf8")
    return Job(name=name, template=template, make=dict)


def test_a_warning_of_typst_is_an_error(tmp_path: Path) -> None:
    wanted = job(tmp_path, '#set document(title: "x")\n#set text(font: "No Such Font")\nx')

    (problem,) = problems_of(lambda: press([wanted], tmp_path, quiet))

    assert "unknown font family: no such font" in problem.message
    assert not (tmp_path / "page.pdf").exists()


def test_the_faults_of_all_prints_are_told_together(tmp_path: Path) -> None:
    jobs = [job(tmp_path, "#panic()", name) for name in ("a.pdf", "b.pdf")]

    found = problems_of(lambda: press(jobs, tmp_path, quiet))

    assert {"a.pdf", "b.pdf"} == {str(problem.place) for problem in found}
    assert all("panicked" in problem.message for problem in found)


def test_files_outside_the_templates_can_not_be_read(tmp_path: Path) -> None:
    (problem,) = problems_of(
        lambda: press([job(tmp_path, '#read("/etc/passwd")')], tmp_path, quiet)
    )

    assert "file not found" in problem.message


def test_a_process_that_is_killed_is_told_of() -> None:
    code, _, _ = Children().run([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], b"")

    assert -9 == code


def test_a_print_whose_process_is_killed_says_what_may_be_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = (sys.executable, "-c", "import os; os.kill(os.getpid(), 9)")
    monkeypatch.setattr("pipeline.press.press._CHILD", killed)

    (problem,) = problems_of(lambda: press([job(tmp_path, "x")], tmp_path, quiet))

    assert problem.message.endswith("ended by SIGKILL")
    assert "is there enough memory?" in problem.hint


def test_a_print_that_can_not_be_written_says_where_it_would_go(tmp_path: Path) -> None:
    wanted = job(tmp_path, '#set document(title: "x")\nx')
    (tmp_path / wanted.name).mkdir()

    (problem,) = problems_of(lambda: press([wanted], tmp_path, quiet))

    assert "it could not be written: is a directory" == problem.message
    assert "TMPDIR" in problem.hint


def test_a_file_that_can_not_be_imposed_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.press.press._IMPOSER", (sys.executable, "-c", "1 / 0"))
    wanted = replace(job(tmp_path, '#set document(title: "x")\nx'), imposed=(842.0, 595.0))

    (problem,) = problems_of(lambda: press([wanted], tmp_path, quiet))

    assert problem.message.endswith("ended with code 1: ZeroDivisionError: division by zero")
    assert "report it" in problem.hint


def test_giving_up_ends_the_processes(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    program = f"import pathlib, time; pathlib.Path({str(begun)!r}).touch(); time.sleep(600)"
    ended = []

    def interrupted() -> None:
        with workers() as (pool, children):
            started = pool.submit(children.run, [sys.executable, "-c", program], b"")
            started.add_done_callback(lambda done: ended.append(done.result()[0]))
            waiting = threading.Event()
            while not begun.exists():
                waiting.wait(0.01)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert [-9] == ended


def test_nothing_starts_once_the_work_is_given_up() -> None:
    children = Children()
    children.end()

    assert 1 == children.run([sys.executable, "-c", ""], b"")[0]


def emoji(book: Book) -> Book:
    first = reworded(book, 1, zh="笑脸 😀 在此")
    return reworded(first, 2, en="A 🙈 here?")


def test_characters_that_no_font_has_name_their_units(real: Prepared) -> None:
    subject = matter(real, change=lambda book: emoji(only(book, 1, 2)))

    found = problems_of(lambda: check_glyphs(settings(subject, asked("cards")), quiet))

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


def test_a_character_in_code_names_the_line_of_the_article(real: Prepared) -> None:
    def change(question: Question) -> Question:
        (answer,) = question.answers
        code = answer.job.code + "# 🎉\n"
        return replace(question, answers=(replace(answer, job=replace(answer.job, code=code)),))

    subject = matter(real, change=lambda book: with_question(only(book, 38), 38, change))

    (problem,) = problems_of(lambda: check_glyphs(settings(subject, asked("sheet")), quiet))
    assert "article.txt:" in str(problem.place)
    assert "U+1F389" in problem.message


COVERED = {
    "Chinese and Latin": "词元 token 𠮷 é ǖ Ġ √ ≈ → ＋ …",
    "a letter with a mark of its own": "e\u0301 n\u0303",
    "breaks without width": "a\u200bb\u00a0c",
    "nothing": "",
}
UNCOVERED = {
    "an emoji": ("很好 👍", "👍"),
    "an emoji of several": ("一家 👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    "a flag": ("🇨🇳", "🇨"),
    "a script that is not there": ("မြန်မာ", "မ"),
}


@pytest.mark.parametrize("text", COVERED.values(), ids=COVERED)
def test_what_the_fonts_have(text: str) -> None:
    assert () == uncovered(clusters(text), COVERAGE)


@pytest.mark.parametrize(("text", "named"), UNCOVERED.values(), ids=UNCOVERED)
def test_what_they_have_not(text: str, named: str) -> None:
    assert named in "".join(uncovered(clusters({"a": [text, "字"]}), COVERAGE))


def test_a_build_that_can_not_be_printed_writes_nothing(mini: Path, tmp_path: Path) -> None:
    edit(mini / "deck.yaml", "A tiny deck", "A tiny 😀 deck")

    done = deckpress("build", mini, "--out", tmp_path / "out")

    assert 1 == done.returncode
    assert "deck.yaml:1: error: no font has the character '😀' U+1F600" in done.stderr
    assert not (tmp_path / "out").exists()
