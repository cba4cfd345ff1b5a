"""What is printed of a deck: which kind, on what paper, in which languages, and how it is cut."""

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import BeforeValidator, Field, Strict

from pipeline.model.kinds import Positive
from pipeline.model.place import Place

PrintKind = Literal["sheet", "cards", "quiz", "cheat-sheet", "booklet", "calibration"]
PRINTS: tuple[PrintKind, ...] = get_args(PrintKind)
Paper = Literal["a4", "letter"]
Shown = Literal["both", "zh", "en"]
# `long` and `short` name the edge over which the printer turns the paper; `fold` needs no duplex.
Flip = Literal["long", "short", "fold"]
Order = Literal["topic", "shuffle"]
CardKind = Literal["question", "term", "code"]
CARD_KINDS: tuple[CardKind, ...] = get_args(CardKind)

# Columns and rows by the number of cards that people ask for.
GRIDS = {4: "2x2", 6: "2x3", 8: "2x4", 10: "2x5", 12: "3x4"}
_GRID = re.compile(r"([1-4])[xX×]([1-6])")
# How far a printer may be off, in mm; more would push cards off the paper.
MOST_OFF = 8.0
# Both are part of a file's name.
MOST_SEED, MOST_COUNT = 2**32 - 1, 10**6
# A volume of that many questions was seen to take 0.9 GiB as a sheet and 1.7 GiB as cards.
VOLUME = 500


def grid(value: object) -> str:
    """Return a number of cards per page, or columns and rows, as `2x4`.

    Raises ValueError for what is neither.

    >>> grid(8), grid("2×3")
    ('2x4', '2x3')
    """
    text = str(value).strip()
    found = _GRID.fullmatch(text)
    if found:
        return f"{found[1]}x{found[2]}"
    if text.isascii() and text.isdigit() and int(text) in GRIDS:
        return GRIDS[int(text)]
    numbers = ", ".join(map(str, GRIDS))
    raise ValueError(f"columns by rows are wanted, as in 2x4 (at most 4x6), or one of {numbers}")


Grid = Annotated[str, BeforeValidator(grid)]
Millimetres = Annotated[float, Field(ge=-MOST_OFF, le=MOST_OFF)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Print:
    """One print; what is None was not asked for, and `Settings` says what holds instead.

    `offset` is how far the backs are moved to the right and down, in mm; `cards` are the kinds of
    cards; `count` limits a quiz to so many questions; `volume` is the most questions in one file.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    place: Place
    kind: PrintKind
    paper: Paper = "a4"
    lang: Shown = "both"
    cards_per_page: Grid | None = None
    flip: Flip | None = None
    offset: tuple[Millimetres, Millimetres] | None = None
    cards: tuple[CardKind, ...] | None = None
    order: Order | None = None
    seed: Annotated[int, Strict(), Field(ge=0, le=MOST_SEED)] | None = None
    count: Annotated[Positive, Field(le=MOST_COUNT)] | None = None
    volume: Positive | None = None

    @property
    def kinds(self) -> tuple[CardKind, ...]:
        """The kinds of cards, in the order in which they are printed."""
        return tuple(kind for kind in CARD_KINDS if self.cards is None or kind in self.cards)

    @property
    def off(self) -> str:
        """The offset as a file's name tells it: `0.5,-1`; "" for none."""
        return "{:g},{:g}".format(*self.offset) if self.offset not in (None, (0, 0)) else ""

    @property
    def columns(self) -> int:
        """How many cards stand side by side."""
        return int(self.grid[0])

    @property
    def rows(self) -> int:
        """How many cards stand below each other."""
        return int(self.grid[2])

    @property
    def grid(self) -> str:
        """Columns and rows; two languages need more room than one."""
        return self.cards_per_page or ("2x3" if self.lang == "both" else "2x4")


# Which options suit which kind, beside paper and lang.
SUITS: dict[PrintKind, tuple[str, ...]] = {
    "sheet": ("volume",),
    "cards": ("cards_per_page", "flip", "offset", "cards", "volume"),
    "quiz": ("order", "seed", "count", "volume"),
    "cheat-sheet": (),
    "booklet": ("volume",),
    "calibration": (),
}
PLURALS: dict[PrintKind, str] = {
    "sheet": "sheets",
    "cards": "cards",
    "quiz": "quizzes",
    "cheat-sheet": "cheat sheets",
    "booklet": "booklets",
    "calibration": "calibration pages",
}
OPTIONS = ("cards_per_page", "flip", "offset", "cards", "order", "seed", "count", "volume")
