"""One piece of work done for every deck, its problems shown, its exit code set."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typer

from pipeline import screen
from pipeline.decks import find_decks
from pipeline.problem import P, Problem, Problems, R
from pipeline.text.terminal import printable

FAILED, WRONG, INTERRUPTED = 1, 2, 130


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What a command has to tell about one deck once its progress is off the screen."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


Work = Callable[[Path, Callable[[str], None]], Done]


def each(decks: list[str] | None, source: Path, work: Work, *, one: bool = False) -> None:
    """Do the work for every deck, show all problems, and end with the right exit code.

    With `one`, the work is about one deck, which must be named where there are several.
    """
    try:
        folders = find_decks(decks or [], source)
    except Problems as found:
        screen.show_problems(found.problems)
        raise typer.Exit(WRONG) from None
    if one and len(folders) > 1:
        there = printable(", ".join(folder.name for folder in folders))
        raise typer.BadParameter(f"which deck? There are several: {there}")
    try:
        good = [_one(folder, work) for folder in folders]
    except KeyboardInterrupt:
        screen.warn("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    if not all(good):
        raise typer.Exit(FAILED)


def _one(folder: Path, work: Work) -> bool:
    try:
        with screen.progress(folder.name) as say:
            done = work(folder, say)
    except Problems as found:
        screen.show_problems(found.problems)
        screen.warn(f"{folder.name}: {screen.counted(found.problems)}")
        return False
    for line in done.lines:
        screen.tell(line)
    screen.show_problems(done.problems)
    failed = any(problem.severity == "error" for problem in done.problems)
    if failed:
        screen.warn(f"{folder.name}: {screen.counted(done.problems)}")
    return not failed


def reading(look: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Look at packages; what can't be read is the command's fault, not a deck's."""
    try:
        return look(*args, **kwargs)
    except Problems as found:
        screen.show_problems(found.problems)
        raise typer.Exit(WRONG) from None
