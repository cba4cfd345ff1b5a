"""A line of the article and what it is."""

from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "blank",
    "heading",
    "summary",
    "label",
    "point",
    "continuation",
    "code",
    "attribution",
    "preface",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the article with its role; `text` has lost the marks that gave it the role."""

    number: int
    role: Role
    text: str
    raw: str
    question: int = 0
