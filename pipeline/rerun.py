"""Code answers and labs run, and what they print compared with the committed records."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pipeline.agreed import disagreements
from pipeline.edited import edited
from pipeline.enlisted import all_jobs
from pipeline.load.source import CodeText, label, load_code
from pipeline.model.code import Block, Device
from pipeline.model.place import Place
from pipeline.model.run import Held, Job, Record, Verdict
from pipeline.problem import Collector, Problem, Problems
from pipeline.run.choice import choose, tried
from pipeline.run.pool import run_all
from pipeline.run.records import write_record
from pipeline.run.runner import Task
from pipeline.run.shown import gpu_devices
from pipeline.stages.verify import matching

# What has no record yet must do the same twice.
SEED = "seed what is random, print less of what varies, or choose another way to `compare`"

Say = Callable[[str], None]
Wanted = Literal["auto", "cpu", "cuda"]
Kind = Literal["valid", "same", "recorded", "trusted", "unsure"]


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
    """What became of one job on one device.

    Its record holds, was seen again, or is new, or new and without a sandbox; or the job never
    runs, since its layout is unsure.
    """

    block: str
    device: Device
    kind: Kind


Tell = Callable[[Outcome], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Runs:
    """How tasks are run, and where problems with them go."""

    code: CodeText
    held: Held
    today: dt.date
    say: Say
    collector: Collector

    def of(self, tasks: list[Task]) -> Iterator[tuple[Task, Record]]:
        """Yield each task that could be run, with the record of its run."""
        failed: set[int] = set()
        with closing(run_all(tasks, self.held, self.today, self.say)) as runs:
            for task, result in runs:
                if not isinstance(result, Problems):
                    yield task, result
                elif id(task) not in failed:
                    failed.add(id(task))
                    self.collector.add(*result.problems)

    def sound(self, tasks: list[Task]) -> Iterator[tuple[Task, Record]]:
        """Yield what may be compared with records, or be one: that must do the same twice."""
        new = [task for task in tasks if not _known(task, self.code)]
        yield from self.of([task for task in tasks if task not in new])
        first: dict[int, Record] = {}
        for task, record in self.of([task for task in new for _ in range(2)]):
            before = first.setdefault(id(task), record)
            if before is not record and self._agree(task.job.block, before, record):
                yield task, before

    def _agree(self, block: Block, one: Record, other: Record) -> bool:
        moved = [message for message, _ in disagreements(block, one, other)]
        for message in moved:
            told = f"{block.id} was run twice, and {message}"
            self.collector.add(Problem(place=block.place, message=told, hint=SEED))
        return not moved


def rerun(
    folder: Path, order: Order, today: dt.date, say: Say, tell: Tell = lambda _: None
) -> tuple[Outcome, ...]:
    """Run what the order says, write the records that are new, and return what became of all.

    `today` is the day written into new records; `tell` hears of each outcome when it is there.
    Raises `Problems` for code that fails or does not do the same twice, and for output that is no
    longer what the records say; such records are left as they are, and those of others written.
    """
    code = load_code(folder)
    every = all_jobs(code, edited(code.text.article, code.text.corrections).entries)
    jobs = tuple(job for job in every if job.sure)
    outcomes = [
        Outcome(block=job.block.id, device="cpu", kind="unsure") for job in every if not job.sure
    ]
    if order.trust:
        jobs, outcomes = (_trusted(jobs, order.trust, folder),), []
    tasks = [Task(job=job, device=device) for job in jobs for device in _devices(job, order, code)]
    if order.device == "cuda" and not tasks:
        raise Problems([_no_gpu(folder)])
    kept = [task for task in tasks if not (order.everything or order.trust) and _known(task, code)]
    outcomes += [_outcome(task, "valid") for task in kept]
    for outcome in outcomes:
        tell(outcome)
    collector = Collector()
    if wanted := [task for task in tasks if task not in kept]:
        held = tried("none") if order.trust else _held(jobs, say)
        runs = _Runs(code=code, held=held, today=today, say=say, collector=collector)
        for task, record in runs.sound(wanted):
            done = collector.attempt(_settled, task, record, code, folder, keep=order.keep)
            if done is not None:
                outcomes.append(done)
                tell(done)
    collector.finish()
    return tuple(outcomes)


def _no_gpu(folder: Path) -> Problem:
    place = Place(file=folder.as_posix())
    if not gpu_devices():
        hint = "run it where NVIDIA's driver shows /dev/nvidiactl, or use --device cpu"
        return Problem(place=place, message="this machine has no GPU to run code on", hint=hint)
    message = "nothing here runs on a GPU"
    hint = "mark code with `gpu: true`, and run `deckpress verify --device cpu` first"
    return Problem(place=place, message=message, hint=hint)


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
    there = order.device != "cpu" and bool(gpu_devices())
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
    # What was recorded without a sandbox gives way to the same from within one.
    better = record.run.sandbox.kind != "none" and any(_is_outdone(old, record) for old in known)
    new = all(old.run.file != record.run.file for old in known)
    if here and not better and not (keep and new):
        return _outcome(task, "same")
    block = task.job.block
    others = (old.run.file for old in known if old.run.file != record.run.file)
    modes = [Verdict(mode=block.compare, against=file) for file in others]
    run = replace(record.run, verdicts=(Verdict(mode="assert", against=""), *modes))
    write_record(replace(record, run=run), folder / "runs", _outdated(task.job, code, known))
    return _outcome(task, "trusted" if run.sandbox.kind == "none" else "recorded")


def _is_outdone(old: Record, new: Record) -> bool:
    return old.run.sandbox.kind == "none" and old.run.file == new.run.file


def _outdated(job: Job, code: CodeText, known: tuple[Record, ...]) -> tuple[str, ...]:
    """Return the files of records of the same block that no longer count."""
    old = [r.run for r in code.records if r.run.block == job.block.id and r not in known]
    return tuple(file for run in old for file in (run.file, *map(run.artifact_file, run.artifacts)))


def _outcome(task: Task, kind: Kind) -> Outcome:
    return Outcome(block=task.job.block.id, device=task.device, kind=kind)
