"""What the user sees: progress on a terminal, plain lines elsewhere, problems with their hints."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from pipeline.problem import Problem, Severity
from pipeline.text.terminal import printable

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
# A person reads whole words; a program whole lines.
err.soft_wrap = not err.is_terminal

ORDER: tuple[Severity, ...] = ("error", "warning")
MOST_ALIKE = 12
STYLES = {"error": "bold red", "warning": "bold yellow"}


@contextmanager
def progress(name: str) -> Iterator[Callable[[str], None]]:
    """Give a function that shows the current step: a spinner on a terminal, else a line each."""
    if err.is_terminal:
        with err.status(Text(printable(name))) as status:
            yield lambda step: status.update(Text(printable(f"{name}: {step}")))
    else:
        yield lambda step: err.print(Text(printable(f"{name}: {step}")))


def show_problems(problems: Iterable[Problem]) -> None:
    """Print each problem as `place: severity: message`, its hint below, errors first.

    Of many that want the same, only the first are shown, so that others are not buried.
    """
    alike: Counter[tuple[str, str]] = Counter()
    for problem in sorted(problems, key=lambda p: ORDER.index(p.severity)):
        alike[problem.severity, problem.hint] += 1
        if alike[problem.severity, problem.hint] <= MOST_ALIKE:
            err.print(_shown(problem))
    for (severity, hint), count in alike.items():
        if count > MOST_ALIKE:
            err.print(Text(printable(f"… and {count - MOST_ALIKE} more: {severity}, {hint}")))


def _shown(problem: Problem) -> Text:
    return Text.assemble(
        (f"{printable(str(problem.place))}: ", "bold"),
        (f"{problem.severity}: ", STYLES[problem.severity]),
        printable(problem.message),
        "\n    hint: ",
        printable(problem.hint),
    )


def counted(problems: Iterable[Problem]) -> str:
    """Return `2 errors, 1 warning`."""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(kind), kind) for kind in ("error", "warning")]
    return ", ".join(f"{n} {kind}{'s' * (n != 1)}" for n, kind in counts if n)


def tell_json(problems: Iterable[Problem]) -> None:
    """Print the problems as one JSON array, for programs; nothing in it is left to a terminal."""
    tell_values(problem_values(problems))


def problem_values(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Return the problems as JSON says them."""
    return [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "key": problem.place.key,
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]


def tell_values(values: object) -> None:
    """Print a value as JSON, for programs; nothing in it is left to a terminal."""
    print(json.dumps(values, indent=1))  # noqa: T201 - rich would wrap and colour it


def tell_table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns; none is cut or folded, so that a pipe gets whole lines."""
    shown = [[printable(" ".join(cell.split())) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = (set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True))
        out.print(Text("  ".join(cells).rstrip()))


def tell(text: str) -> None:
    """Print one line of result."""
    out.print(Text(printable(text)))


def warn(text: str) -> None:
    """Print one line that is no result, and must not get into one that goes on to a program."""
    err.print(Text(printable(text)))
