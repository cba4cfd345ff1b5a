"""The text that every engine sets, as plain records, and how they reach its process.

Nothing here imports deckpress: what its peers need in memory shall be theirs alone.
"""

import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

SHEET = "sheet.pickle"
ISSUE = "issue.pickle"
TRAIL = "trail.pickle"

T = TypeVar("T")
Kind = Literal["summary", "label", "point", "erratum"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """A text in one language; only a point has a term, colon included."""

    text: str
    term: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What stands at the same height in both columns."""

    kind: Kind
    zh: Side
    en: Side


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question and its answer; `codes` are programs and what they printed."""

    id: str
    number: int
    zh: str
    en: str
    codes: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """A group of questions."""

    id: str
    zh: str
    en: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A study sheet."""

    zh: str
    en: str
    topics: tuple[Topic, ...]


def store(path: Path, value: object) -> None:
    """Write a value for another process of this benchmark."""
    path.write_bytes(pickle.dumps(value))


def load(path: Path, kind: type[T]) -> T:
    """Return the value that `store` wrote; raises TypeError where it is of another kind."""
    value = pickle.loads(path.read_bytes())  # noqa: S301 - written by this benchmark a moment ago
    if not isinstance(value, kind):
        raise TypeError(f"{path} holds no {kind.__name__}")
    return value
