"""The marks that git leaves in a file where two branches disagree."""

from collections.abc import Iterator

from pipeline.model.place import Place
from pipeline.problem import Problem

MARKS = ("<<<<<<< ", "||||||| ", ">>>>>>> ")
BETWEEN = "======="


def conflicts(text: str, name: str, hint: str) -> Iterator[Problem]:
    """Report each mark of a merge conflict; `name` is what messages call the file."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(MARKS):
            place = Place(file=name, line=number)
            yield Problem(place=place, message="the mark of a merge conflict", hint=hint)


def unmarked(text: str) -> str:
    """Return the text with the marks' lines empty, so that what is left keeps its line numbers."""
    lines = text.split("\n")
    return "\n".join("" if _is_mark(line) else line for line in lines)


def _is_mark(line: str) -> bool:
    return line.startswith(MARKS) or line == BETWEEN
