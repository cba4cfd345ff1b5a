"""Helpers that tests call by name."""

from collections.abc import Callable
from pathlib import Path

from pipeline.model.article import Article
from pipeline.problem import Problem, Problems

ROOT = Path(__file__).parent.parent
MINI = ROOT / "tests" / "decks" / "mini"
REAL = ROOT / "source" / "llm-interview"


def quiet(step: str) -> None:
    """Take a step's name and show nothing."""


def article(*lines: str) -> Article:
    """Return an article of these lines."""
    return Article(file="article.txt", lines=lines)


def problems_of(step: Callable[[], object]) -> tuple[Problem, ...]:
    """Return the problems that the step raises; none when it passes."""
    try:
        step()
    except Problems as found:
        return found.problems
    return ()
