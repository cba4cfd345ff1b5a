"""What the deck's facts rest on."""

from dataclasses import dataclass
from typing import ClassVar

from pipeline.model.deck import CLOSED
from pipeline.model.kinds import Line, Positive, Words
from pipeline.model.place import Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A publication; a law, say, may have no lasting address."""

    __pydantic_config__: ClassVar = CLOSED
    place: Place
    id: Words
    authors: Words
    year: Positive
    title: Words
    venue: Words
    url: Line = ""

    @property
    def short(self) -> str:
        """The authors and the year."""
        return f"{self.authors} {self.year}"


@dataclass(frozen=True, kw_only=True, slots=True)
class References:
    """references.yaml."""

    __pydantic_config__: ClassVar = CLOSED
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """A reference, and the place in it where the fact stands; "" for all of it."""

    reference: Reference
    locator: str

    def __str__(self) -> str:
        """Return `Vaswani et al. 2017 §3.2`."""
        return f"{self.reference.short} {self.locator}".rstrip()


def cited(source: str) -> tuple[str, str]:
    """Split a source into the id of its reference and the place in it.

    >>> cited("vaswani2017 §3.2")
    ('vaswani2017', '§3.2')
    """
    name, _, locator = source.partition(" ")
    return name, locator
