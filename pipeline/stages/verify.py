"""Code answers joined to the records of their runs."""

from collections.abc import Iterator

from pipeline.model.place import Place
from pipeline.model.run import CodeAnswer, Job, Run
from pipeline.problem import Problem, raise_if_any
from pipeline.text.digest import sha256

HINT = "run `deckpress verify`; if it needs torch, `make verify` installs that first"


def verify(jobs: tuple[Job, ...], runs: tuple[Run, ...], folder: str) -> tuple[CodeAnswer, ...]:
    """Give every job the records made from exactly its code, driver and data.

    `folder` is what messages call the folder of records. Raises `Problems` for code that has not
    been run, has changed since, or did not end well, and for records of no code.
    """
    unverified = (problem for job in jobs for problem in _unverified(job, runs, folder))
    raise_if_any([*unverified, *_strays(jobs, runs, folder)])
    return tuple(CodeAnswer(job=job, runs=_matching(job, runs)) for job in jobs)


def _matching(job: Job, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.block == job.block.id and _is_of(run, job))


def _is_of(run: Run, job: Job) -> bool:
    sums = (sha256(job.code), sha256(job.block.driver), job.data)
    return run.key == job.key and (run.code, run.driver, run.data) == sums


def _strays(jobs: tuple[Job, ...], runs: tuple[Run, ...], folder: str) -> Iterator[Problem]:
    known = {job.block.id for job in jobs}
    for run in runs:
        if run.block not in known:
            message = f"a record of {run.block}, which is no code of the article"
            yield Problem(place=Place(file=folder), message=message, hint="delete the record")


def _unverified(job: Job, runs: tuple[Run, ...], folder: str) -> Iterator[Problem]:
    name = job.block.id
    place = Place(file=folder, key=name)
    matching = _matching(job, runs)
    if not matching and any(run.block == name for run in runs):
        message = f"the code, driver or data of {name} changed since it was last run"
        yield Problem(place=place, message=message, hint=HINT)
    elif not matching:
        yield Problem(place=place, message=f"{name} has never been run", hint=HINT)
    for run in matching:
        if run.exit != 0:
            message = f"{name} ended with exit code {run.exit} on {run.environment.device}"
            yield Problem(place=place, message=message, hint="see `stderr` in its record")
