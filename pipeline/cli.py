"""The commands; the only place that sets the exit code.

0: done; 1: problems in the deck, all of them shown; 2: the command itself was wrong.
"""

import datetime as dt
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated

import typer

from pipeline import screen
from pipeline.build import build as build_deck
from pipeline.build import check as check_deck
from pipeline.decks import find_decks
from pipeline.export.changes import NOTHING, as_markdown, counts, type_rows
from pipeline.export.changes import rows as change_rows
from pipeline.export.inventory import changes_values, package_values, summary
from pipeline.inspected import differ
from pipeline.inspected import inspect as inspect_package
from pipeline.problem import P, Problem, Problems, R
from pipeline.rerun import rerun
from pipeline.resync import resync

FAILED, WRONG, INTERRUPTED = 1, 2, 130

TOLD = {
    "valid": "record still valid",
    "same": "ran again, same output",
    "recorded": "ran, record written",
}

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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Done:
    """What a command has to tell about one deck once its progress is off the screen."""

    lines: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()


Work = Callable[[Path, Callable[[str], None]], _Done]


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
    draft: Annotated[
        bool, typer.Option("--draft", help="Build a deck that names no source yet, for yourself.")
    ] = False,
) -> None:
    """Build the Anki decks, the study sheets and the report.

    A deck and a sheet are made for each edition that deck.yaml names. For a deck nothing is
    written unless everything in it is right; without source, author and terms of reuse, it is
    built only as a draft.
    """

    def work(folder: Path, say: Callable[[str], None]) -> _Done:
        paths, warnings = build_deck(folder, out, say, draft=draft)
        lines = (f"{path}  {path.stat().st_size / 1000:,.0f} kB" for path in paths)
        return _Done(lines=tuple(lines), warnings=warnings)

    _each(decks, source, work)


@app.command()
def check(
    decks: Decks = None,
    source: SourceFolder = SOURCE,
    form: Annotated[
        Form, typer.Option("--format", help="Lines for people, or JSON for editors and CI.")
    ] = Form.TEXT,
) -> None:
    """Look at everything in the decks and list what is wrong, without writing anything.

    Each problem stands in a line `file:line: key: severity: message`, with a hint below it.
    """
    if form is Form.JSON:
        _check_as_json(decks, source)
        return

    def work(folder: Path, say: Callable[[str], None]) -> _Done:
        warnings = check_deck(folder, say)
        line = f"{folder.name}: {screen.counted(warnings) or 'no problem found'}"
        return _Done(lines=(line,), warnings=warnings)

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

    def work(folder: Path, say: Callable[[str], None]) -> _Done:
        outcomes = rerun(folder, everything=everything, today=today, say=say)
        return _Done(lines=tuple(f"{done.block}: {TOLD[done.kind]}" for done in outcomes))

    _each(decks, source, work)


@app.command()
def sync(decks: Decks = None, source: SourceFolder = SOURCE) -> None:
    """Bring translations/en.po in step after an edit of the Chinese.

    New units are added empty, changed ones become fuzzy and keep their English, and entries that
    nothing wants any more become obsolete. Review what is fuzzy, then remove the flag.
    """

    def work(folder: Path, say: Callable[[str], None]) -> _Done:
        done = resync(folder, say)
        counts = f"{done.added} new, {done.fuzzy} to review, {done.retired} retired"
        return _Done(lines=(f"{folder.name}: {counts}",))

    _each(decks, source, work)


@app.command()
def inspect(
    package: PackageFile,
    form: Annotated[
        Form, typer.Option("--format", help="Lines for people, or JSON for programs.")
    ] = Form.TEXT,
) -> None:
    """Look into an Anki package: what it holds, and what is wrong with it.

    Works on any package that Anki, genanki or deckpress wrote, without Anki. Packages for new
    versions of Anki only have to be exported with 'Support older Anki versions' ticked.
    """
    seen = _read(inspect_package, package)
    if form is Form.JSON:
        values = {**package_values(seen.package), "problems": screen.problem_values(seen.problems)}
        screen.tell_values(values)
    else:
        screen.tell_table(summary(seen.package))
        screen.show_problems(seen.problems)
        screen.tell(f"{package.name}: {screen.counted(seen.problems) or 'no problem found'}")
    if any(problem.severity == "error" for problem in seen.problems):
        raise typer.Exit(FAILED)


@app.command()
def diff(
    old: PackageFile,
    new: PackageFile,
    form: Annotated[
        Notes, typer.Option("--format", help="Lines for people, release notes, or JSON.")
    ] = Notes.TEXT,
) -> None:
    """Say what a package changes for those who have imported an older one."""
    changes = _read(differ, old, new)
    if form is Notes.JSON:
        screen.tell_values(changes_values(changes))
    elif form is Notes.MARKDOWN:
        screen.tell(as_markdown(changes).rstrip("\n"))
    else:
        for line in counts(changes) or (NOTHING,):
            screen.tell(line)
        screen.tell_table(change_rows(changes))
        screen.tell_table(type_rows(changes))


def _read(look: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Look at packages; what can't be read is the command's fault, not a deck's."""
    try:
        return look(*args, **kwargs)
    except Problems as found:
        screen.show_problems(found.problems)
        raise typer.Exit(WRONG) from None


def _check_as_json(decks: list[str] | None, source: Path) -> None:
    """Print one JSON array of all problems of all decks; the exit code is as ever."""
    try:
        folders = find_decks(decks or [], source)
    except Problems as found:
        screen.tell_json(found.problems)
        raise typer.Exit(WRONG) from None
    problems = [problem for folder in folders for problem in _problems(folder)]
    screen.tell_json(problems)
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(FAILED)


def _problems(folder: Path) -> tuple[Problem, ...]:
    try:
        return check_deck(folder, lambda _: None)
    except Problems as found:
        return found.problems


def _each(decks: list[str] | None, source: Path, work: Work) -> None:
    """Do the work for every deck, show all problems, and end with the right exit code."""
    try:
        folders = find_decks(decks or [], source)
    except Problems as found:
        screen.show_problems(found.problems)
        raise typer.Exit(WRONG) from None
    try:
        good = [_one(folder, work) for folder in folders]
    except KeyboardInterrupt:
        screen.tell("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    if not all(good):
        raise typer.Exit(FAILED)


def _one(folder: Path, work: Work) -> bool:
    try:
        with screen.progress(folder.name) as say:
            done = work(folder, say)
    except Problems as found:
        screen.show_problems(found.problems)
        screen.tell(f"{folder.name}: {screen.counted(found.problems)}")
        return False
    for line in done.lines:
        screen.tell(line)
    screen.show_problems(done.warnings)
    return True


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        app()
    except OSError as error:
        # A full disk under the output, a closed pipe: nothing a deck can be blamed for.
        os.write(2, f"deckpress: {error}\n".encode())
        os._exit(FAILED)
