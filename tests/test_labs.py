"""Labs: what one must be to be run, and what is said of it in both languages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support import edit, problems_of, quiet

from pipeline.edited import edited
from pipeline.enlisted import all_jobs
from pipeline.load.source import load_code, load_source
from pipeline.prepared import prepare

YAML, PROGRAM = "labs/labs.yaml", "labs/squares.py"
Spoil = Callable[[Path], object]


def written(file: str, old: str, new: str) -> Spoil:
    return lambda mini: edit(mini / file, old, new)


def grown(mini: Path) -> None:
    path = mini / PROGRAM
    path.write_text(path.read_text("utf8") + "\n" * 20 + "print(1)\n", "utf8")


SPOILED: dict[str, tuple[Spoil, str, str]] = {
    "no identity": (written(YAML, "q003.l1", "Q3"), "labs.yaml:2", "'Q3' is no identity of a lab"),
    "a question that is not there": (
        written(YAML, "q003.l1", "q004.l1"),
        "labs.yaml:2",
        "there is no question q004",
    ),
    "a program elsewhere": (
        written(YAML, "file: squares.py", "file: ../squares.py"),
        "labs.yaml:2",
        "the program '../squares.py' is not a file name",
    ),
    "no program": (
        written(YAML, "file: squares.py", "file: cubes.py"),
        "labs/cubes.py",
        "there is no such file",
    ),
    "an unknown key": (written(YAML, "ask:", "asks:"), "labs.yaml:5", "unknown key"),
    "an unknown way to compare": (
        written(YAML, "    ask:", "    compare: roughly\n    ask:"),
        "labs.yaml:5",
        "input should be 'exact', 'numeric' or 'assert'",
    ),
    "a tolerance for nothing": (
        written(YAML, "    ask:", "    tolerance: {rtol: 0.1}\n    ask:"),
        "labs.yaml:2",
        "q003.l1 needs no tolerance",
    ),
    "a hub that is not described": (
        written(YAML, "    ask:", "    hub: gpt2\n    ask:"),
        "labs.yaml:2",
        "there is no hub gpt2",
    ),
    "too long": (grown, "squares.py:26", "it has 34 lines, over 25"),
    "too wide": (
        written(PROGRAM, "numbers = range(1, 8)", f"numbers = range(1, 8)  # {'x' * 60}"),
        "squares.py:3",
        "this line is wider than 76 characters",
    ),
    "no Python": (
        written(PROGRAM, "numbers = range(1, 8)", "numbers = = 8"),
        "squares.py:3",
        "no Python: invalid syntax",
    ),
    "nothing asserted": (
        written(PROGRAM, "assert all", "print"),
        "squares.py:1",
        "it asserts nothing",
    ),
    "what is always true asserted": (
        written(PROGRAM, "assert all(", "assert True  # ("),
        "squares.py:1",
        "it asserts nothing",
    ),
}


@pytest.mark.parametrize(("spoil", "place", "message"), SPOILED.values(), ids=SPOILED)
def test_what_is_no_lab_is_told(mini: Path, spoil: Spoil, place: str, message: str) -> None:
    spoil(mini)

    def jobs() -> object:
        code = load_code(mini)
        return all_jobs(code, edited(code.text.article, code.text.corrections).entries)

    found = problems_of(jobs)

    assert any(place in str(p.place) and message in p.message for p in found), found


def test_a_lab_described_twice_is_told_once(mini: Path) -> None:
    path = mini / YAML
    text = path.read_text("utf8")
    path.write_text(text + text.partition("labs:\n")[2], "utf8")

    (problem,) = problems_of(lambda: load_code(mini))

    assert "the lab q003.l1 is described twice" == problem.message


def test_a_deck_without_labs_has_none(mini: Path) -> None:
    (mini / YAML).unlink()

    assert () == load_code(mini).labs


WRONG = {
    "numbers": ("相邻平方数之差是什么？", "相邻 7 个平方数之差是什么？", "numbers differ"),
    "half-width marks": ("差是依次增大的奇数。", "差是依次增大的奇数.", "q003.l1.take"),
    "a term to avoid": (
        "数与它的平方。",
        "标记化与它的平方。",
        "'标记化' stands in the corrected text",
    ),
    "Chinese in the English": ("A rising curve", "A 上升 curve", "Chinese"),
}


@pytest.mark.parametrize(("old", "new", "message"), WRONG.values(), ids=WRONG)
def test_its_texts_are_proof_read(mini: Path, old: str, new: str, message: str) -> None:
    edit(mini / YAML, old, new)
    source = load_source(mini)

    found = problems_of(lambda: prepare(source, quiet)) or prepare(source, quiet).warnings

    assert any(message in f"{p.place} {p.message}" for p in found), found
    assert all("labs/labs.yaml:" in str(p.place) for p in found)


def test_a_check_that_is_wrong_can_be_ignored_for_one_lab(mini: Path) -> None:
    edit(mini / YAML, "相邻平方数之差是什么？", "相邻 7 个平方数之差是什么？")
    edit(mini / YAML, "    figure:", "    ignore: [numbers]\n    figure:")

    assert () == prepare(load_source(mini), quiet).warnings


def test_an_unknown_check_to_ignore_is_told(mini: Path) -> None:
    edit(mini / YAML, "    figure:", "    ignore: [number]\n    figure:")

    found = problems_of(lambda: prepare(load_source(mini), quiet))

    assert any("ignore: there is no check called number" == p.message for p in found)


def test_an_edition_has_its_own_words(mini: Path) -> None:
    edit(mini / YAML, "数与它的平方。", "参数与它的平方。")
    prepared = prepare(load_source(mini), quiet)
    (lab,) = prepared.issues[1].book.questions[2].labs
    assert lab.job.block.figure is not None

    assert "zh-TW" == prepared.issues[1].book.edition
    assert "參數與它的平方。" == lab.job.block.figure.caption.zh
    assert "相鄰平方數之差是什麼？" == lab.job.block.cards[0].ask.zh
