"""Code answers run, and what they print compared with the committed records."""

import datetime as dt
import difflib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.edited import edited
from pipeline.load.source import label, load_code
from pipeline.model.place import Place
from pipeline.model.run import Job, Run
from pipeline.problem import Collector, Problem, raise_if_any
from pipeline.run.records import write_record
from pipeline.run.runner import run_job
from pipeline.stages.recover import recover

Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one code answer: its record still held, was seen again, or is new."""

    block: str
    kind: Literal["valid", "same", "recorded"]
    run: Run


def rerun(folder: Path, *, everything: bool, today: dt.date, say: Say) -> tuple[Outcome, ...]:
    """Run what has no valid record, or everything, and write the records that are new.

    `today` is the day written into new records. Raises `Problems` for code that fails, and for
    output that is no longer what the record says; such a record is left as it is.
    """
    code = load_code(folder)
    done = edited(code.text.article, code.text.corrections)
    jobs = recover(done.entries, code.blocks, code.text.article.file)
    collector = Collector()
    outcomes: list[Outcome | None] = []
    for job in jobs:
        known = next((run for run in code.runs if run.key == job.key), None)
        if known is not None and not everything:
            outcomes.append(Outcome(block=job.block.id, kind="valid", run=known))
            continue
        say(f"running {job.block.id}")
        outcomes.append(collector.attempt(_ran, job, known, folder, today))
    collector.finish()
    return tuple(outcome for outcome in outcomes if outcome is not None)


def _ran(job: Job, known: Run | None, folder: Path, today: dt.date) -> Outcome:
    run = run_job(job, today)
    if known is not None:
        _compare(known, run, label(folder, f"runs/{known.file}"))
        return Outcome(block=job.block.id, kind="same", run=run)
    write_record(run, folder / "runs")
    return Outcome(block=job.block.id, kind="recorded", run=run)


def _compare(known: Run, run: Run, file: str) -> None:
    parts = (
        ("block", known.stdout, run.stdout),
        ("driver", known.driver_stdout, run.driver_stdout),
        *((f"probe {name}", known.probes.get(name, ""), run.probes[name]) for name in run.probes),
    )
    raise_if_any(
        Problem(
            place=Place(file=file),
            message=f"the {part} of {known.block} prints something else now:\n{_diff(was, now)}",
            hint="if the new output is right, delete the record and run `deckpress verify`",
        )
        for part, was, now in parts
        if was != now
    )


def _diff(was: str, now: str) -> str:
    lines = difflib.unified_diff(was.splitlines(), now.splitlines(), "record", "now", lineterm="")
    return "\n".join(lines)
