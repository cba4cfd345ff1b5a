"""What a block may take, and how it is told that one failed."""

import json
import signal
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from pipeline.model.run import Job
from pipeline.problem import Problem
from pipeline.run.inside.block import UNHELD
from pipeline.run.output import tail

GIB, MIB = 1 << 30, 1 << 20
# What all processes of a block may hold in memory and write to disk, and how many there may be.
MEMORY, DISK, PROCESSES = 8 * GIB, 192 * MIB, 128

# No name of a GPU is longer.
LONGEST_NAME = 100

_BROKEN = {
    "seconds": ("was still running after {seconds} s and was killed", "raise `seconds`"),
    "memory": (f"held more than {MEMORY // GIB} GiB of memory and was killed", "make it smaller"),
    "disk": (f"wrote more than {DISK // MIB} MiB and was killed", "write less"),
    "processes": (f"had more than {PROCESSES} processes and was killed", "start fewer"),
}


def limits(job: Job) -> dict[str, int]:
    """Return what the server inside is to watch over."""
    seconds = job.block.seconds
    return {"seconds": seconds, "bytes": MEMORY, "disk": DISK, "processes": PROCESSES}


def failure(job: Job, answer: Mapping[str, Any]) -> Problem | None:
    """Return what went wrong with a block, None where all is as it should be."""
    told = next(_told(job, answer), None)
    if told is None:
        return None
    message, hint = told
    return Problem(place=job.block.place, message=f"{job.block.id} {message}", hint=hint)


def last_word(answer: Mapping[str, Any]) -> dict[str, str] | None:
    """Return what a block said of its GPU when all had run, None where it did not come so far.

    The block could have written it, so anything else than these words counts as none.
    """
    try:
        said = json.loads(answer["finished"])
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or not said.keys() <= {"name", "cuda", "capability"}:
        return None
    return said if all(map(_is_name, said.values())) else None


def _is_name(word: object) -> bool:
    return isinstance(word, str) and word.isprintable() and len(word) <= LONGEST_NAME


def _told(job: Job, answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every word on it, what caused the others first."""
    errors, code = _errors(job, answer), answer["code"]
    driven = bool(job.block.driver)
    if answer["broke"]:
        what, hint = _BROKEN[answer["broke"]]
        yield what.format(seconds=job.block.seconds), f"{hint}, if the code really needs that much"
    if code == 128 + signal.SIGXCPU:
        hint = "make it smaller: a lab has 10 s, a code answer its `seconds`"
        yield f"took more than {job.block.processor_seconds} s of processor time", hint
    if code == UNHELD:
        hint = "look at the kernel's limits for this user"
        yield f"was not run, since it could not be held back:\n{errors}", hint
    if code != 0:
        hint = "mend the code, or its driver" if driven else "mend the program, or what it claims"
        yield f"ended with exit code {code}:\n{errors}", f"{hint}; records stay as they were"
    if last_word(answer) is None:
        hint = "take the call that ends the program, such as sys.exit(), out of the block"
        yield f"ended early, {'before its driver had run' if driven else 'not at its end'}", hint
    for name in job.block.artifacts:
        if name not in answer["artifacts"]:
            yield f"left no file {name} of at most 2 MiB", f'save it with plt.savefig("{name}")'


def _errors(job: Job, answer: Mapping[str, Any]) -> str:
    """Return the end of the errors; a lab's program goes by the name of its file there."""
    errors = tail(answer["errors"]).rstrip()
    if job.span is not None:
        return errors
    return errors.replace('File "block.py"', f'File "{PurePath(job.block.place.file).name}"')
