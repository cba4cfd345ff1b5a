"""What prints are made from."""

from dataclasses import dataclass

from pipeline.model.book import Book
from pipeline.model.edits import Trail
from pipeline.model.note import CodeNote, QuestionNote, TermNote

PrintedNote = QuestionNote | TermNote | CodeNote


@dataclass(frozen=True, kw_only=True, slots=True)
class Volume:
    """Which part of a deck a file holds; `number` counts from 1 to `of`."""

    number: int = 1
    of: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Matter:
    """One edition, or a volume of it: its book, the notes of its cards, and what was done to it.

    `serials` number the terms and the code cards of the whole deck, by the notes' ids.
    """

    book: Book
    notes: tuple[PrintedNote, ...]
    trail: Trail
    serials: dict[str, str]
    volume: Volume = Volume()
