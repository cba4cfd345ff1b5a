"""The article and the questions found in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pipeline.model.place import Place, Span

T = TypeVar("T")
U = TypeVar("U")

# `rewritten` and `added` are the editor's own statements, and are marked as such for the reader;
# `erratum` says what the article claimed. `article` is everything else, corrected or not.
Origin = Literal["article", "rewritten", "added", "erratum"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """The text as received; line 1 is `lines[0]`."""

    file: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """The smallest text that is corrected and translated as one: a question, a label, a point.

    `span` are the lines of the article that it is made from, or stands by; `place` is where a
    person changes its Chinese; `sources` name references, as in `vaswani2017 §3.2`.
    """

    id: str
    zh: str
    span: Span
    place: Place
    origin: Origin = "article"
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A unit with its reviewed English."""

    id: str
    zh: str
    en: str
    span: Span
    place: Place
    origin: Origin = "article"
    sources: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Say whether the editor, not the article, says this; readers see it marked."""
        return self.origin in ("added", "rewritten")


@dataclass(frozen=True, kw_only=True, slots=True)
class Section(Generic[T]):
    """A label and the points below it."""

    label: T
    points: tuple[T, ...]

    def mapped(self, change: Callable[[T], U]) -> "Section[U]":
        """Return the section with every text replaced by `change(text)`."""
        return Section(label=change(self.label), points=tuple(map(change, self.points)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """A code answer as it stands in the article, with its layout lost."""

    id: str
    text: str
    span: Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry(Generic[T]):
    """One question with its answer; `T` is `Unit` before translation and `Pair` after it."""

    number: int
    span: Span
    question: T
    summary: T | None
    sections: tuple[Section[T], ...]
    codes: tuple[Code, ...]
    errata: tuple[T, ...] = ()

    @property
    def id(self) -> str:
        """The identity that notes, units and runs are keyed by; never made from the wording."""
        return entry_id(self.number)

    def units(self) -> Iterator[T]:
        """Yield every text of the entry in reading order."""
        yield self.question
        if self.summary is not None:
            yield self.summary
        for section in self.sections:
            yield section.label
            yield from section.points
        yield from self.errata

    def mapped(self, change: Callable[[T], U]) -> "Entry[U]":
        """Return the entry with every text replaced by `change(text)`."""
        return Entry(
            number=self.number,
            span=self.span,
            question=change(self.question),
            summary=None if self.summary is None else change(self.summary),
            sections=tuple(section.mapped(change) for section in self.sections),
            codes=self.codes,
            errata=tuple(map(change, self.errata)),
        )


def entry_id(number: int) -> str:
    """Return the identity of question `number`: `q007` for 7."""
    return f"q{number:03d}"
