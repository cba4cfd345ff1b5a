"""A deck's CHANGELOG.md, which `deckpress release` adds to and people may edit."""

from pathlib import Path

from pipeline.load.conflict import conflicts
from pipeline.load.text_file import read_text
from pipeline.problem import raise_if_any

JOIN = "join what the two sides say, and take the marks away"


def load_changelog(path: Path, name: str) -> str:
    """Return the changelog's text, "" where there is none.

    Raises `Problems` for what is no text, and for the marks of a merge conflict, which the next
    release would bury.
    """
    if not path.exists():
        return ""
    text = read_text(path, name)
    raise_if_any(list(conflicts(text, name, JOIN)))
    return text
