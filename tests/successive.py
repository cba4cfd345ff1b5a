"""Contents of the small deck one after the other, as releases bring them."""

import datetime as dt
from pathlib import Path

from student import Student
from support import edit, quiet

from pipeline.released import release
from pipeline.resync import resync

FIRST = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)
SECOND = dt.datetime(2126, 6, 1, 12, 0, tzinfo=dt.UTC)

NEW_QUESTION = """4. 什么是词表?
词表是所有词元的集合。
规模:
- 大小:通常为数万到数十万。
"""
ENGLISH = {
    "q004.question": "What is a vocabulary?",
    "q004.summary": "A vocabulary is the set of all tokens.",
    "q004.s1": "Scale",
    "q004.s1.p1": "Size: usually tens to hundreds of thousands.",
}


def released(folder: Path, out: Path, version: str, now: dt.datetime) -> bytes:
    """Release the deck and return its package in zh-CN."""
    release(folder, out, version, now, quiet)
    return (out / "mini" / "mini.apkg").read_bytes()


def with_new_wording(mini: Path) -> None:
    edit(mini / "translations/en.po", "what the current position asks.", "what a position asks.")


def with_a_question_more(mini: Path) -> None:
    edit(mini / "article.txt", "发布者:", f"{NEW_QUESTION}发布者:")
    edit(mini / "deck.yaml", "questions: [1, 2]", "questions: [1, 2, 4]")
    resync(mini, quiet)
    path = mini / "translations/en.po"
    text = path.read_text("utf8")
    for unit, english in ENGLISH.items():
        text = translated(text, unit, english)
    path.write_text(text, "utf8")


def translated(text: str, unit: str, english: str) -> str:
    """Return a PO file's text with the English of a unit filled in."""
    context = f'msgctxt "{unit}"\n'
    head, tail = text.split(context, 1)
    filled = tail.replace('msgstr ""', f'msgstr "{english}"', 1)
    return f"{head}{context}{filled}"


def with_a_question_less(mini: Path) -> None:
    edit(mini / "deck.yaml", "questions: [1, 2", "questions: [1")
    path = mini / "corrections.yaml"
    row = (
        "retired:\n  - {question: 2, reason: {zh: 与别的问题重复。, en: It repeats another one.}}\n"
    )
    path.write_text(path.read_text("utf8") + row, "utf8")
    resync(mini, quiet)


def with_an_edition_more(mini: Path) -> None:
    edit(mini / "deck.yaml", "id: mini\n", "id: mini\neditions: [zh-CN, zh-TW, zh-HK]\n")


def studied(learner: Student, first: bytes) -> None:
    learner.imports(first)
    learner.studies()
    note = learner.note("q003")
    note["AnswerEn"] += "<p>my own remark</p>"
    note.tags.append("mine")
    learner.collection.update_note(note)
