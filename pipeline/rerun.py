"""Code answers and labs run, and what they print compared with the committed records."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pipeline.agreed import disagreements
from pipeline.edited import edited
from pipeline.enlisted import all_jobs
from pipeline.load.source import CodeText, label, load_code
from pipeline.model.code import Device
from pipeline.model.place import Place
from pipeline.model.run import Held, Job, Record, Verdict
from pipeline.problem import Collector, Problem, Problems
from pipeline.run.choice import choose, tried
from pipeline.run.pool import run_all
from pipeline.run.records import write_record
from pipeline.run.runner import Task
from pipeline.run.shown import gpu_devices
from pipeline.stages.verify import matching

Say = Callable[[str], None]
Wanted = Literal["auto", "cpu", "cuda"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What is to be run: what has no record, or `everything`, and on which device.

    With `keep`, a run in an environment that has no record yet gets one beside the others. `trust`
    is the key of the one job that is run without a sandbox, and then nothing else is.
    """

    everything: bool = False
    device: Wanted = "auto"
    keep: bool = False
    trust: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one job on one device: its record holds, was seen again, or is new."""

    block: str
    device: Device
    kind: Literal["valid", "same", "recorded"]


def rerun(folder: Path, order: Order, today: dt.date, say: Say) -> tuple[Outcome, ...]:
    """Run what the order says, write the records that are new, and return what became of all.

    `today` is the day written into new records. Raises `Problems` for code that fails, and for
    output that is no longer what the records say; such records are left as they are.
    """
    code = load_code(folder)
    jobs = all_jobs(code, edited(code.text.article, code.text.corrections).entries)
    jobs = tuple(job for job in jobs if job.sure)
    if order.trust:
        jobs = (_trusted(jobs, order.trust, folder),)
    tasks = [Task(job=job, device=device) for job in jobs for device in _devices(job, order, code)]
    kept = [task for task in tasks if not (order.everything or order.trust) and _known(task, code)]
    wanted = [task for task in tasks if task not in kept]
    collector = Collector()
    outcomes = [_outcome(task, "valid") for task in kept]
    if wanted:
        held = tried("none") if order.trust else _held(jobs, say)
        results = run_all(wanted, held, today, say)
        for task, result in zip(wanted, results, strict=True):
            if isinstance(result, Problems):
                collector.add(*result.problems)
                continue
            done = collector.attempt(_settled, task, result, code, folder, keep=order.keep)
            outcomes += [done] if done else []
    collector.finish()
    return tuple(outcomes)


def _held(jobs: tuple[Job, ...], say: Say) -> Held:
    say("trying out the sandbox")
    try:
        return choose()
    except Problems as found:
        keys = ", ".join(f"{job.block.id} is sha256:{job.key}" for job in jobs[:3])
        raise Problems(
            replace(problem, hint=f"{problem.hint}; {keys}") for problem in found.problems
        ) from None


def _trusted(jobs: tuple[Job, ...], key: str, folder: Path) -> Job:
    found = [job for job in jobs if f"sha256:{job.key}" == key]
    if not found:
        known = ", ".join(f"{job.block.id} is sha256:{job.key}" for job in jobs)
        message = f"--trust {key}: no code has this key"
        place = Place(file=folder.as_posix())
        raise Problems([Problem(place=place, message=message, hint=f"read it first; {known}")])
    return found[0]


def _devices(job: Job, order: Order, code: CodeText) -> tuple[Device, ...]:
    """Return where a job is to run; on a GPU only what has been read, run and recorded before."""
    there = order.device == "cuda" or (order.device == "auto" and bool(gpu_devices()))
    recorded = any(r.run.environment.device == "cpu" for r in matching(job, code.records))
    on_gpu: tuple[Device, ...] = ("cuda",) if there and job.block.gpu and recorded else ()
    return on_gpu if order.device == "cuda" else ("cpu", *on_gpu)


def _known(task: Task, code: CodeText) -> bool:
    records = matching(task.job, code.records)
    return any(record.run.environment.device == task.device for record in records)


def _settled(task: Task, record: Record, code: CodeText, folder: Path, *, keep: bool) -> Outcome:
    """Compare a run with the records there are, and write it down where it is the first."""
    known = matching(task.job, code.records)
    found = [
        Problem(place=Place(file=label(folder, f"runs/{old.run.file}")), message=message, hint=hint)
        for old in known
        for message, hint in disagreements(task.job.block, old, record)
    ]
    if found:
        raise Problems(found)
    here = any(old.run.environment.device == task.device for old in known)
    new = all(old.run.file != record.run.file for old in known)
    if here and not (keep and new):
        return _outcome(task, "same")
    block = task.job.block
    modes = [Verdict(mode=block.compare, against=old.run.file) for old in known]
    run = replace(record.run, verdicts=(Verdict(mode="assert", against=""), *modes))
    write_record(replace(record, run=run), folder / "runs", _outdated(task.job, code, known))
    return _outcome(task, "recorded")


def _outdated(job: Job, code: CodeText, known: tuple[Record, ...]) -> tuple[str, ...]:
    """Return the files of records of the same block that no longer count."""
    old = [r.run for r in code.records if r.run.block == job.block.id and r not in known]
    return tuple(file for run in old for file in (run.file, *map(run.artifact_file, run.artifacts)))


def _outcome(task: Task, kind: Literal["valid", "same", "recorded"]) -> Outcome:
    return Outcome(block=task.job.block.id, device=task.device, kind=kind)
