"""A deck's CHANGELOG.md, which `deckpress release` adds to and people may edit."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.load.text_file import read_text
from pipeline.model.place import Place
from pipeline.problem import Problem, raise_if_any

MARKS = ("<<<<<<< ", "||||||| ", ">>>>>>> ")


def load_changelog(path: Path, name: str) -> str:
    """Return the changelog's text, "" where there is none.

    Raises `Problems` for what is no text, and for the marks of a merge conflict, which the next
    release would bury.
    """
    if not path.exists():
        return ""
    text = read_text(path, name)
    raise_if_any(list(_conflicts(text, name)))
    return text


def _conflicts(text: str, name: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(MARKS):
            place = Place(file=name, line=number)
            hint = "join what the two sides say, and take the marks away"
            yield Problem(place=place, message="the mark of a merge conflict", hint=hint)
