"""Code answers and labs joined to the records of their runs."""

from collections.abc import Iterator

from pipeline.model.code import FIGURE
from pipeline.model.place import Place
from pipeline.model.run import CodeAnswer, Job, Record, Run
from pipeline.problem import Problem, raise_if_any
from pipeline.text.digest import sha256

HINT = "run `deckpress verify`; if it needs torch, `make verify` installs that first"


def verify(
    jobs: tuple[Job, ...], records: tuple[Record, ...], folder: str
) -> tuple[CodeAnswer, ...]:
    """Give every job the records made from exactly its code, driver and data.

    `folder` is what messages call the folder of records. Raises `Problems` for code that has not
    been run, or has changed since, and for records of no code.
    """
    unverified = (problem for job in jobs for problem in _unverified(job, records, folder))
    raise_if_any([*unverified, *_strays(jobs, records, folder)])
    return tuple(_answer(job, matching(job, records)) for job in jobs)


def matching(job: Job, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """Return the records of exactly this job, the oldest first."""
    found = (record for record in records if _is_of(record.run, job))
    return tuple(sorted(found, key=lambda record: (record.run.ran, record.run.file)))


def _answer(job: Job, records: tuple[Record, ...]) -> CodeAnswer:
    """Show one run a device, the oldest: a second machine's record changes no card."""
    first: dict[str, Run] = {}
    for record in records:
        first.setdefault(record.run.environment.device, record.run)
    runs = tuple(first[device] for device in sorted(first))
    drawn = next((r.artifacts.get(FIGURE, b"") for r in records if runs and r.run is runs[0]), b"")
    return CodeAnswer(
        job=job, runs=runs, every=tuple(record.run for record in records), picture=drawn
    )


def _is_of(run: Run, job: Job) -> bool:
    sums = (sha256(job.code), sha256(job.block.driver), job.data)
    same = (run.block, run.key) == (job.block.id, job.key)
    told = set(run.environment.packages) == set(job.block.packages)
    return same and told and (run.code, run.driver, run.data) == sums and run.exit == 0


def _strays(jobs: tuple[Job, ...], records: tuple[Record, ...], folder: str) -> Iterator[Problem]:
    known = {job.block.id for job in jobs}
    for record in records:
        if record.run.block not in known:
            message = f"{record.run.file} is a record of {record.run.block}, which is no code here"
            yield Problem(place=Place(file=folder), message=message, hint="delete the record")


def _unverified(job: Job, records: tuple[Record, ...], folder: str) -> Iterator[Problem]:
    if not job.sure:
        return
    name = job.block.id
    place = Place(file=folder, key=name)
    if not matching(job, records):
        changed = any(record.run.block == name for record in records)
        message = (
            f"the code, driver, data or packages of {name} changed since it was last run"
            if changed
            else f"{name} has never been run"
        )
        yield Problem(place=place, message=message, hint=HINT)
