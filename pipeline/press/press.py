"""Prints set by typst, each in a process of its own, as many at a time as there are cores."""

import base64
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
from pipeline.problem import Problem, raise_if_any

Data = Mapping[str, Any]
_CHILD = (sys.executable, "-P", "-m", "pipeline.press.child")
_OURS = "this is a fault of the print template or of the installed fonts; please report it"
_MEMORY = "is there enough memory? Ask for smaller volumes, of 100 questions for one"
_ROOM = "is the disk full? Prints are set in the system's temporary folder; TMPDIR names another"
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
    say(f"printing, {len(jobs)} to go")
    with workers() as (pool, children):
        futures = {pool.submit(_set, job, folder / job.name, children): job for job in jobs}
        for count, future in enumerate(as_completed(futures), 1):
            problems += future.result()
            say(f"printing, {count} of {len(jobs)}: {futures[future].name}")
    raise_if_any(problems)
    return {job.name: folder / job.name for job in jobs}


def uncovered(clusters: Iterable[str], template: Path) -> tuple[str, ...]:
    """Return those of the characters, each with the marks on it, that no font can show.

    Raises `Problems` when they can't be tried.
    """
    job = {"template": str(template), "clusters": sorted(clusters)}
    answer, problems = _told(template.name, Children().run(_CHILD, as_json(job)))
    raise_if_any(problems)
    return tuple(answer["missing"])


def _set(job: Job, out: Path, children: Children) -> list[Problem]:
    """Make one PDF, and return what went wrong."""
    told = {"template": str(job.template), "data": job.make(), "out": str(out)}
    _, problems = _told(job.name, children.run(_CHILD, as_json(told)))
    if job.imposed and not problems:
        width, height = job.imposed
        folded = {"file": str(out), "width": width, "height": height}
        _, problems = _told(job.name, children.run(_IMPOSER, as_json(folded)))
    return problems


def as_json(value: object) -> bytes:
    """Return what a child is told, as JSON; bytes go as base64."""
    return json.dumps(value, ensure_ascii=False, default=_base64).encode()


def _base64(value: object) -> str:
    """Return a picture's bytes as text; nothing else in a job is foreign to JSON."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value)} in a job")


def _told(name: str, ended: tuple[int, bytes, bytes]) -> tuple[dict[str, Any], list[Problem]]:
    """Return what a process answered, and what went wrong in it."""
    code, out, err = ended
    place = Place(file=name)
    if code < 0:
        message = f"the process that set it was ended by {signal.Signals(-code).name}"
        return {}, [Problem(place=place, message=message, hint=_MEMORY)]
    if code:
        lines = err.decode(errors="replace").strip().splitlines()
        message = f"the process that set it ended with code {code}: {''.join(lines[-1:])}"
        return {}, [Problem(place=place, message=message, hint=_OURS)]
    answer = dict(json.loads(out))
    if "disk" in answer:
        message = f"it could not be written: {answer['disk'].lower()}"
        return {}, [Problem(place=place, message=message, hint=_ROOM)]
    faults = answer.get("faults", ())
    return answer, [Problem(place=place, message=f"typst: {fault}", hint=_OURS) for fault in faults]
