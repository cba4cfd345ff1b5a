"""What is wrong, where, and what to do about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, ParamSpec, TypeVar

from pipeline.model.place import Place

P = ParamSpec("P")
R = TypeVar("R")

Severity = Literal["error", "warning"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing a person has to look at.

    `message` says what is wrong, in lower case; `hint` says what to do.
    """

    place: Place
    message: str
    hint: str
    severity: Severity = "error"


class Problems(Exception):  # noqa: N818 - it is a handful of problems, not one error
    """All that was found wrong in one step, raised together so that nobody mends one at a time."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        told = "; ".join(f"{problem.place}: {problem.message}" for problem in self.problems)
        super().__init__(f"{len(self.problems)} problems: {told}")


def raise_if_any(problems: Iterable[Problem]) -> None:
    """Raise `Problems` when at least one of `problems` is an error."""
    found = tuple(problems)
    if any(problem.severity == "error" for problem in found):
        raise Problems(found)


class Collector:
    """Goes on after a mistake, so that the problems of steps side by side are shown at once."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def add(self, *problems: Problem) -> None:
        """Remember problems, warnings too."""
        self._problems.extend(problems)

    def attempt(self, step: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R | None:
        """Return what the step returns, or None after remembering what it complained about."""
        try:
            return step(*args, **kwargs)
        except Problems as found:
            self._problems.extend(found.problems)
            return None

    def finish(self) -> tuple[Problem, ...]:
        """Return the warnings, or raise `Problems` with everything if an error is among it."""
        raise_if_any(self._problems)
        return tuple(self._problems)


def present(value: R | None) -> R:
    """Return what `Collector.attempt` gave, once `finish` has shown that nothing failed."""
    if value is None:
        raise AssertionError("a step failed without a problem")
    return value
