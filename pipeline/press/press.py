"""Prints set by typst, each in a process of its own, as many at a time as there are cores."""

import json
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.model.place import Place
from pipeline.press.processes import Children, workers
from pipeline.problem import Problem, Problems, raise_if_any

Data = Mapping[str, Any]
_CHILD = (sys.executable, "-P", "-m", "pipeline.press.child")
_IMPOSER = (sys.executable, "-P", "-m", "pipeline.press.imposer")


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """One PDF to be made: its file name, its template, and what makes its data when its turn comes.

    `imposed` is the size of the sheet, in pt, on which its pages go two by two for folding.
    """

    name: str
    template: Path
    make: Callable[[], Data]
    imposed: tuple[float, float] | None = None


def press(jobs: Sequence[Job], folder: Path, say: Callable[[str], None]) -> dict[str, Path]:
    """Set every job into the folder, which must exist, and return the files by their names.

    Raises `Problems` with the faults of all jobs; files of the others may lie in the folder then.
    """
    problems: list[Problem] = []
    with workers() as (pool, children):
        futures = {pool.submit(_set, job, folder / job.name, children): job for job in jobs}
        for count, future in enumerate(as_completed(futures), 1):
            problems += [_fault(futures[future].name, fault) for fault in future.result()]
            say(f"printing, {count} of {len(jobs)}: {futures[future].name}")
    raise_if_any(problems)
    return {job.name: folder / job.name for job in jobs}


def uncovered(clusters: Iterable[str], template: Path) -> tuple[str, ...]:
    """Return those of the characters, each with the marks on it, that no font can show.

    Raises `Problems` when they can't be tried.
    """
    job = {"template": str(template), "clusters": sorted(clusters)}
    answer = _answer(Children().run(_CHILD, _json(job)))
    if faults := answer.get("faults"):
        raise Problems(_fault(template.name, fault) for fault in faults)
    return tuple(answer["missing"])


def _set(job: Job, out: Path, children: Children) -> list[str]:
    """Make one PDF, and return what went wrong."""
    told = {"template": str(job.template), "data": job.make(), "out": str(out)}
    faults = _faults(children.run(_CHILD, _json(told)))
    if job.imposed and not faults:
        width, height = job.imposed
        faults = _faults(
            children.run(_IMPOSER, _json({"file": str(out), "width": width, "height": height}))
        )
    return faults


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _faults(ended: tuple[int, bytes, bytes]) -> list[str]:
    return list(_answer(ended)["faults"])


def _answer(ended: tuple[int, bytes, bytes]) -> dict[str, Any]:
    code, out, err = ended
    if code == 0:
        return dict(json.loads(out))
    if code < 0:
        name = signal.Signals(-code).name
        return {"faults": [f"the process that set it was ended by {name}; is there enough memory?"]}
    lines = err.decode(errors="replace").strip().splitlines()
    return {"faults": lines[-1:] or [f"the process that set it ended with code {code}"]}


def _fault(name: str, message: str) -> Problem:
    return Problem(
        place=Place(file=name),
        message=f"typst: {message}",
        hint="this is a fault of the print template or of the installed fonts; please report it",
    )
