"""The commands; the only place that sets the exit code.

0: done; 1: problems in the deck, all of them shown; 2: the command itself was wrong.
"""

import datetime as dt
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated

import typer

from pipeline import screen
from pipeline.build import build as build_deck
from pipeline.build import check as check_deck
from pipeline.decks import find_decks
from pipeline.problem import Problem, Problems
from pipeline.rerun import rerun
from pipeline.resync import resync

INTERRUPTED = 130

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

Decks = Annotated[
    list[str] | None,
    typer.Argument(metavar="DECK", help="Decks by name or folder; all of them by default."),
]
SourceFolder = Annotated[Path, typer.Option("--source", help="Where the decks' folders are.")]
Step = Callable[[str], None]
SOURCE = Path("source")


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


@app.command()
def build(
    decks: Decks = None,
    source: SourceFolder = SOURCE,
    out: Annotated[Path, typer.Option(help="Where the results go, a folder a deck.")] = Path(
        "build"
    ),
) -> None:
    """Build the Anki deck, the study sheet and the report.

    Nothing is written unless everything is right.
    """

    def work(folder: Path, say: Step) -> Iterable[Problem]:
        paths, warnings = build_deck(folder, out, say)
        for path in paths:
            screen.tell(f"{path}  {path.stat().st_size / 1000:,.0f} kB")
        return warnings

    _each(decks, source, work)


@app.command()
def check(decks: Decks = None, source: SourceFolder = SOURCE) -> None:
    """Look at everything in the decks and list what is wrong, without writing anything."""

    def work(folder: Path, say: Step) -> Iterable[Problem]:
        warnings = check_deck(folder, say)
        screen.tell(f"{folder.name}: {screen.counted(warnings) or 'no problem found'}")
        return warnings

    _each(decks, source, work)


@app.command()
def verify(
    decks: Decks = None,
    source: SourceFolder = SOURCE,
    everything: Annotated[
        bool, typer.Option("--all", help="Run code with a valid record too, and compare.")
    ] = False,
) -> None:
    """Run the code answers and record what they print.

    Each runs in a child process with no network, a clean environment and a time limit. Only code
    that is new or changed is run, unless --all is given. Needs torch and transformers: `make
    verify` installs them.
    """
    today = dt.datetime.now(dt.UTC).date()

    def work(folder: Path, say: Step) -> Iterable[Problem]:
        for done in rerun(folder, everything=everything, today=today, say=say):
            told = {"valid": "record still valid", "same": "ran again, same output"}
            screen.tell(f"{done.block}: {told.get(done.kind, 'ran, record written')}")
        return ()

    _each(decks, source, work)


@app.command()
def sync(decks: Decks = None, source: SourceFolder = SOURCE) -> None:
    """Bring translations/en.po in step after an edit of the Chinese.

    New units are added empty, changed ones become fuzzy and keep their English, and entries that
    nothing wants any more become obsolete. Review what is fuzzy, then remove the flag.
    """

    def work(folder: Path, say: Step) -> Iterable[Problem]:
        done = resync(folder, say)
        counts = f"{done.added} new, {done.fuzzy} to review, {done.retired} retired"
        screen.tell(f"{folder.name}: {counts}")
        return ()

    _each(decks, source, work)


def _each(
    decks: list[str] | None, source: Path, work: Callable[[Path, Step], Iterable[Problem]]
) -> None:
    """Do the work for every deck, show all problems, and end with the right exit code."""
    try:
        folders = find_decks(decks or [], source)
    except Problems as found:
        screen.show_problems(found.problems)
        raise typer.Exit(2) from None
    failed = [folder for folder in folders if not _done(folder, work)]
    if failed:
        raise typer.Exit(1)


def _done(folder: Path, work: Callable[[Path, Step], Iterable[Problem]]) -> bool:
    try:
        with screen.progress(folder.name) as say:
            warnings = work(folder, say)
    except Problems as found:
        screen.show_problems(found.problems)
        screen.tell(f"{folder.name}: {screen.counted(found.problems)}; nothing was written")
        return False
    screen.show_problems(warnings)
    return True


def main() -> None:
    """Run the command line; Ctrl-C ends it without a traceback."""
    try:
        app()
    except KeyboardInterrupt:
        screen.tell("interrupted; nothing was written")
        sys.exit(INTERRUPTED)
