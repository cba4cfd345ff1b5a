"""What was measured, as a Markdown table, and on which machine."""

import datetime as dt
import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from children import Measured

# The engine that others are compared with.
BASE = "deckpress"

_HEAD = (
    *("questions", "engine", "seconds", "× deckpress", "CPU s", "largest process, MiB"),
    *("all together, MiB", "processes", "files", "MiB", "pages"),
)
_LIBRARIES = ("deckpress", "typst", "weasyprint", "pydyf", "reportlab", "rl_accel")


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One engine at one number of questions, and its files: how many, their MiB, their pages.

    `fault` says why there are none; without `measured`, the engine did not run. Those `compared`
    set the same work as the one that is called `BASE`.
    """

    questions: int
    name: str
    compared: bool
    measured: Measured | None = None
    fault: str = ""
    files: int = 0
    size: float = 0.0
    pages: int = 0


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table, and below it what engines had to remark."""
    bases = {row.questions: row.measured for row in rows if row.name == BASE and not row.fault}
    told = [f"- {remark}" for row in rows if row.measured for remark in row.measured.remarks]
    lines = [
        _line(_HEAD),
        _line(["---:", ":---", *["---:"] * (len(_HEAD) - 2)]),
        *(_line(_cells(row, bases.get(row.questions))) for row in rows),
        *([""] if told else []),
        *dict.fromkeys(told),
    ]
    return "\n".join(lines)


def _cells(row: Row, base: Measured | None) -> Iterator[str]:
    done, ended = row.measured, not row.fault
    ratio = done.seconds / base.seconds if done and base and ended and row.compared else None
    yield f"{row.questions:,}"
    yield row.name
    yield f"{done.seconds:.1f}" if done and ended else row.fault
    yield f"{ratio:.1f}" if ratio else "–"
    yield f"{done.cpu:.1f}" if done and ended else "–"
    yield f"{done.largest:.0f}" if done else "–"
    yield f"{done.together:.0f}" if done else "–"
    yield str(done.processes) if done else "–"
    yield str(row.files) if ended else "–"
    yield f"{row.size:.1f}" if ended else "–"
    yield f"{row.pages:,}" if ended else "–"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '∣') for cell in cells)} |"


def machine(today: dt.date) -> str:
    """Return the machine, the versions, the day, and how busy others keep the machine."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    parts = [
        f"{cores} cores of {_processor()}, {memory:.0f} GiB",
        f"Python {platform.python_version()}",
        *(f"{name} {found}" for name in _LIBRARIES if (found := _version(name))),
        today.isoformat(),
        f"load {os.getloadavg()[0]:.1f} before the first run",
    ]
    return " · ".join(parts)


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
