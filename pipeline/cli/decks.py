"""The commands about decks: build, check, verify, sync, release."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from pipeline import screen
from pipeline.build import build as build_deck
from pipeline.build import check as check_deck
from pipeline.cli.app import BUILD, SOURCE, Decks, Form, Out, SourceFolder, app
from pipeline.cli.each import FAILED, WRONG, Done, each
from pipeline.decks import find_decks
from pipeline.export.changes import counts
from pipeline.model.lock import version_key
from pipeline.problem import Problem, Problems
from pipeline.released import release as release_deck
from pipeline.rerun import Order, Outcome, Wanted, rerun
from pipeline.resync import resync

TOLD = {
    "valid": "record still valid",
    "same": "ran again, same output",
    "recorded": "ran, record written",
    "trusted": "ran WITHOUT a sandbox, record written; cards will say so",
    "unsure": "not run, its layout is unsure: see `deckpress check`",
}


@app.command()
def build(
    decks: Decks = None,
    source: SourceFolder = SOURCE,
    out: Out = BUILD,
    draft: Annotated[
        bool, typer.Option("--draft", help="Build a deck that names no source yet, for yourself.")
    ] = False,
) -> None:
    """Build the Anki decks, the study sheets and the report.

    A deck and a sheet are made for each edition that deck.yaml names. For a deck nothing is
    written unless everything in it is right; without source, author and terms of reuse, it is
    built only as a draft.
    """

    def work(folder: Path, say: Callable[[str], None]) -> Done:
        paths, warnings = build_deck(folder, out, say, draft=draft)
        lines = (f"{path}  {path.stat().st_size / 1000:,.0f} kB" for path in paths)
        return Done(lines=tuple(lines), problems=warnings)

    each(decks, source, work)


@app.command()
def check(
    decks: Decks = None,
    source: SourceFolder = SOURCE,
    form: Annotated[
        Form, typer.Option("--format", help="Lines for people, or JSON for editors and CI.")
    ] = Form.TEXT,
    released: Annotated[
        bool, typer.Option("--released", help="Fail for changes that are not released yet, too.")
    ] = False,
) -> None:
    """List what is wrong in the decks, without writing anything.

    Each problem stands in a line `file:line: key: severity: message`, with a hint below it.
    """
    if form is Form.JSON:
        _check_as_json(decks, source, released=released)
        return

    def work(folder: Path, say: Callable[[str], None]) -> Done:
        warnings = check_deck(folder, say, released=released)
        line = f"{folder.name}: {screen.counted(warnings) or 'no problem found'}"
        return Done(lines=(line,), problems=warnings)

    each(decks, source, work)


@app.command()
def verify(  # noqa: PLR0913, PLR0917 - typer takes an option a parameter
    decks: Decks = None,
    source: SourceFolder = SOURCE,
    everything: Annotated[
        bool, typer.Option("--all", help="Run code with a valid record too, and compare.")
    ] = False,
    device: Annotated[
        Wanted,
        typer.Option("--device", help="Where to run; auto adds a GPU for code that wants one."),
    ] = "auto",
    keep: Annotated[
        bool,
        typer.Option("--keep", help="With --all: keep this machine's records beside the others."),
    ] = False,
    trust: Annotated[
        str,
        typer.Option(
            "--trust",
            metavar="sha256:KEY",
            help="Run this one code, which you have read, without a sandbox.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Run the code answers and labs, and record what they print.

    Each runs in a sandbox, whose self-test is part of the record: no network, an empty
    environment, a folder of its own, limits on time, memory and processes. Only code that is new
    or changed is run, unless --all is given. Needs bubblewrap, torch and matplotlib: `make verify`
    installs them.
    """
    today = dt.datetime.now(dt.UTC).date()
    if keep and not everything:
        raise typer.BadParameter("--keep goes with --all")
    order = Order(everything=everything, device=device, keep=keep, trust=trust)

    def work(folder: Path, say: Callable[[str], None]) -> Done:
        lines: list[str] = []
        try:
            rerun(folder, order, today, say, lambda done: lines.append(_told(done)))
        except Problems as found:
            return Done(lines=tuple(lines), problems=found.problems)
        return Done(lines=tuple(lines))

    each(decks, source, work)


def _told(done: Outcome) -> str:
    where = "" if done.kind == "unsure" else f" on {done.device}"
    return f"{done.block}{where}: {TOLD[done.kind]}"


@app.command()
def sync(decks: Decks = None, source: SourceFolder = SOURCE) -> None:
    """Bring translations/en.po in step after an edit of the Chinese.

    New units are added empty, changed ones become fuzzy and keep their English, and entries that
    nothing wants any more become obsolete. Review what is fuzzy, then remove the flag.
    """

    def work(folder: Path, say: Callable[[str], None]) -> Done:
        done = resync(folder, say)
        counts = f"{done.added} new, {done.fuzzy} to review, {done.retired} retired"
        return Done(lines=(f"{folder.name}: {counts}",))

    each(decks, source, work)


@app.command()
def release(
    version: Annotated[str, typer.Argument(metavar="VERSION", help="Its number, as in 1.2.0.")],
    deck: Annotated[
        str | None,
        typer.Argument(
            metavar="DECK", show_default=False, help="Which deck, where there are several."
        ),
    ] = None,
    source: SourceFolder = SOURCE,
    out: Out = BUILD,
) -> None:
    """Check, build, and write down what learners have from now on.

    Writes deck.lock, which makes the next package an update of this one, and the changes into the
    deck's CHANGELOG.md. Commit both. Nothing is written unless everything is right.
    """
    now = dt.datetime.now(dt.UTC)
    if not version_key(version):
        message = f"{version!r} is no version: write three numbers with points, as in 1.2.0"
        raise typer.BadParameter(message)

    def work(folder: Path, say: Callable[[str], None]) -> Done:
        done = release_deck(folder, out, version, now, say)
        lines = (f"{folder.name} {version}: released", *counts(done.changes))
        return Done(lines=(*lines, *map(str, done.paths)), problems=done.warnings)

    each([deck] if deck else [], source, work, one=True)


def _check_as_json(decks: list[str] | None, source: Path, *, released: bool) -> None:
    """Print one JSON array of all problems of all decks; the exit code is as ever."""
    try:
        folders = find_decks(decks or [], source)
    except Problems as found:
        screen.tell_json(found.problems)
        raise typer.Exit(WRONG) from None
    problems = [problem for folder in folders for problem in _problems(folder, released=released)]
    screen.tell_json(problems)
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(FAILED)


def _problems(folder: Path, *, released: bool) -> tuple[Problem, ...]:
    try:
        return check_deck(folder, lambda _: None, released=released)
    except Problems as found:
        return found.problems
