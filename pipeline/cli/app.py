"""The command's frame: its help, its version, and the options that commands share."""

from enum import StrEnum
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated

import typer

from pipeline import screen

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Turn a messy list of questions and answers into bilingual Anki decks and prints.\n\n"
    "A deck is a folder in source/: the article as received, an editor's corrections, the "
    "reviewed English, and the records of what its code printed. Without a name, a command "
    "works on every deck.",
    epilog="Start with `deckpress build`, import build/DECK/DECK.apkg into Anki, and print "
    "build/DECK/study-sheet.pdf.",
)


class Form(StrEnum):
    """How problems are listed."""

    TEXT = "text"
    JSON = "json"


class Notes(StrEnum):
    """How changes are listed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


PackageFile = Annotated[
    Path, typer.Argument(metavar="DECK.apkg", show_default=False, help="An Anki package.")
]

Decks = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="DECK", show_default=False, help="Decks by name or folder; all of them by default."
    ),
]
SourceFolder = Annotated[Path, typer.Option("--source", help="Where the decks' folders are.")]
SOURCE = Path("source")
Out = Annotated[Path, typer.Option(help="Where the results go, a folder a deck.")]
BUILD = Path("build")


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        screen.tell(f"deckpress {installed_version('deckpress')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass
