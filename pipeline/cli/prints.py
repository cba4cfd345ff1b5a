"""The command that makes one print as somebody wants it."""

import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.checks.prints import check_print
from pipeline.cli.app import BUILD, SOURCE, Decks, Out, SourceFolder, app
from pipeline.cli.each import Done, each
from pipeline.model.place import Place
from pipeline.model.prints import (
    CARD_KINDS,
    MOST_COUNT,
    MOST_OFF,
    MOST_SEED,
    CardKind,
    Print,
    grid,
)
from pipeline.printed import print_deck


class Kind(StrEnum):
    """What is printed."""

    SHEET = "sheet"
    CARDS = "cards"
    QUIZ = "quiz"
    CHEAT_SHEET = "cheat-sheet"
    BOOKLET = "booklet"
    CALIBRATION = "calibration"


class Paper(StrEnum):
    """The paper in the printer."""

    A4 = "a4"
    LETTER = "letter"


class Lang(StrEnum):
    """The languages that are printed."""

    BOTH = "both"
    ZH = "zh"
    EN = "en"


class Flip(StrEnum):
    """The edge over which the printer turns the paper; fold needs no duplex."""

    LONG = "long"
    SHORT = "short"
    FOLD = "fold"


class Edition(StrEnum):
    """The script and region of the Chinese."""

    CN = "zh-CN"
    TW = "zh-TW"
    HK = "zh-HK"


def _grid(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return grid(value)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--cards-per-page") from None


def _offset(value: str | None) -> tuple[float, float] | None:
    """Read `0.5,-1`: right and down, in mm."""
    if value is None:
        return None
    try:
        right, down = (float(part) for part in value.replace(" ", "").split(","))
    except ValueError:
        told = "two numbers with a comma are wanted, as in 0.5,-1"
        raise typer.BadParameter(told, param_hint="--offset") from None
    if not (abs(right) <= MOST_OFF and abs(down) <= MOST_OFF):  # nan is neither
        told = f"a back can be moved by {MOST_OFF:g} mm at most"
        raise typer.BadParameter(told, param_hint="--offset")
    return right, down


def _cards(value: str | None) -> tuple[CardKind, ...] | None:
    if value is None:
        return None
    known: dict[str, CardKind] = {name: name for name in CARD_KINDS}
    wanted = [known.get(part.strip()) for part in value.split(",")]
    if None in wanted:
        told = f"kinds of cards are {', '.join(CARD_KINDS)}"
        raise typer.BadParameter(told, param_hint="--cards")
    return tuple(name for name in wanted if name)


def _optional(told: str) -> str:
    """Return what is said about deck.yaml in the words of the command line.

    >>> _optional("`cards_per_page` is nothing; add `order: shuffle`")
    '--cards-per-page is nothing; add --shuffle'
    """
    return re.sub(r"`(\w+)(: \w+)?`", lambda found: _option(found[1]), told)


def _option(name: str) -> str:
    return "--shuffle" if name == "order" else f"--{name.replace('_', '-')}"


KindName = Annotated[
    Kind,
    typer.Argument(metavar="KIND", show_default=False, case_sensitive=False, help="What to print."),
]
PaperName = Annotated[Paper, typer.Option(case_sensitive=False, help="The paper in the printer.")]
Languages = Annotated[Lang, typer.Option(case_sensitive=False, help="Both languages, or one.")]
EditionName = Annotated[
    Edition | None,
    typer.Option(
        metavar="|".join(Edition),
        case_sensitive=False,
        show_default=False,
        help="Whose Chinese; the deck's first by default.",
    ),
]
PerPage = Annotated[
    str | None,
    typer.Option(
        "--cards-per-page",
        metavar="COLSxROWS",
        show_default=False,
        help="Cards: as in 2x4, or 4, 6, 8, 10, 12. 2x3 by default, 2x4 in one language.",
    ),
]
FlipName = Annotated[
    Flip | None,
    typer.Option(
        case_sensitive=False,
        show_default=False,
        help="Cards: the edge over which the printer turns the paper, long by default; fold for "
        "a printer that prints one side.",
    ),
]
Offset = Annotated[
    str | None,
    typer.Option(
        metavar="X,Y",
        show_default=False,
        help="Cards: move the backs right and down by so many mm, as in 0.5,-1; the calibration "
        "page tells by how many.",
    ),
]
Kinds = Annotated[
    str | None,
    typer.Option(
        metavar="KINDS",
        show_default=False,
        help=f"Cards: only some kinds, of {','.join(CARD_KINDS)}.",
    ),
]
Shuffle = Annotated[bool, typer.Option("--shuffle", help="Quiz: in a random order.")]
Seed = Annotated[
    int | None,
    typer.Option(
        min=0,
        max=MOST_SEED,
        show_default=False,
        help="Quiz: which random order or choice, 0 by default.",
    ),
]
Count = Annotated[
    int | None,
    typer.Option(min=1, max=MOST_COUNT, show_default=False, help="Quiz: so many questions."),
]
Most = Annotated[
    int | None,
    typer.Option(
        min=1, show_default=False, help="At most so many questions a file, 500 by default."
    ),
]
Draft = Annotated[
    bool, typer.Option("--draft", help="Print a deck that names no source yet, for yourself.")
]


@app.command("print")
def print_(  # noqa: PLR0913, PLR0917 - typer takes an option a parameter
    kind: KindName,
    decks: Decks = None,
    paper: PaperName = Paper.A4,
    lang: Languages = Lang.BOTH,
    edition: EditionName = None,
    per_page: PerPage = None,
    flip: FlipName = None,
    offset: Offset = None,
    cards: Kinds = None,
    shuffle: Shuffle = False,
    seed: Seed = None,
    count: Count = None,
    volume: Most = None,
    source: SourceFolder = SOURCE,
    out: Out = BUILD,
    draft: Draft = False,
) -> None:
    """Make one print: a study sheet, cards to cut, a quiz, a cheat sheet, a booklet.

    It goes into build/DECK/own/, which `deckpress build` leaves alone. What a build prints is said
    in deck.yaml, in the same words. Print at 100 %, not fit to page.
    """
    wanted = Print(
        place=Place(file="deckpress print"),
        kind=kind.value,
        paper=paper.value,
        lang=lang.value,
        cards_per_page=_grid(per_page),
        flip=flip.value if flip else None,
        offset=_offset(offset),
        cards=_cards(cards),
        order="shuffle" if shuffle else None,
        seed=seed,
        count=count,
        volume=volume,
    )
    if problems := tuple(check_print(wanted)):
        told = (f"{_optional(problem.message)}; {_optional(problem.hint)}" for problem in problems)
        raise typer.BadParameter("\n".join(told))

    def work(folder: Path, say: Callable[[str], None]) -> Done:
        paths, warnings = print_deck(
            folder, wanted, edition.value if edition else None, out, say, draft=draft
        )
        lines = (f"{path}  {path.stat().st_size / 1000:,.0f} kB" for path in paths)
        return Done(lines=tuple(lines), problems=warnings)

    each(decks, source, work)
