"""One code answer run in a child process with a clean environment, no network and a time limit."""

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.model.run import Environment, Job, Run
from pipeline.problem import Problem, Problems
from pipeline.run.hub import lay_out
from pipeline.run.output import of_block, tail
from pipeline.text.digest import SCHEMA, sha256

# Run by its path and never imported: it needs modules that only Unix has.
CHILD = Path(__file__).with_name("child.py")
# The exit code with which the child refuses to run where it can't be cut off.
REFUSAL = 90
# The only device there is for now; the child sees no other.
DEVICE = "cpu"


def run_job(job: Job, today: dt.date) -> Run:
    """Run the job and return its record; `today` is the day written into it.

    The child gets an empty folder, no environment but a few fixed variables, one thread, no
    network interface, and `job.block.seconds` of wall time; it and all that it started are killed
    at the end. It can read, write and delete what this user can: that is not a sandbox, so run
    only code that you have read. Raises `Problems` when the child could not be started as
    promised, ran too long, failed, or printed what no card can show.
    """
    _require(job)
    folder = Path(tempfile.mkdtemp(prefix="deckpress-run-"))
    try:
        _lay_out(job, folder)
        started = time.monotonic()
        code = _wait(job, folder)
        seconds = time.monotonic() - started
        if code != 0:
            raise _failed(job, code, tail(folder / "stderr"))
        return _record(job, folder, seconds, today)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _require(job: Job) -> None:
    missing = [name for name in job.block.packages if not _installed(name)]
    if missing:
        message = f"{job.block.id} needs {', '.join(missing)}, which is not installed"
        hint = "run `make verify`, which installs what code needs, or mend the package's name"
        raise Problems([_problem(job, message, hint)])


def _installed(package: str) -> bool:
    try:
        version(package)
    except (PackageNotFoundError, ValueError):
        return False
    return True


def _lay_out(job: Job, folder: Path) -> None:
    (folder / "home").mkdir()
    (folder / "block.py").write_text(job.code, encoding="utf8")
    (folder / "driver.py").write_text(job.block.driver, encoding="utf8")
    for name, probe in job.block.probes.items():
        (folder / f"probe.{name}.py").write_text(probe, encoding="utf8")
    facts = {
        "seconds": job.block.seconds,
        "packages": job.block.packages,
        "refusal": REFUSAL,
    }
    (folder / "job.json").write_text(json.dumps(facts), encoding="utf8")
    for hub in job.block.hub:
        lay_out(hub, folder / "home" / "hub")


def _environment(folder: Path) -> dict[str, str]:
    home = str(folder / "home")
    one = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": home,
        "TMPDIR": home,
        "HF_HOME": home,
        "HF_HUB_OFFLINE": "1",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "CUDA_VISIBLE_DEVICES": "",
        **one,
    }


def _wait(job: Job, folder: Path) -> int:
    """Start the child and return its exit code; kill its whole group when its time is up."""
    command = [sys.executable, "-s", "-P", str(CHILD), str(folder)]
    with (
        (folder / "stderr").open("wb") as errors,
        subprocess.Popen(  # noqa: S603 - our own child
            command,
            cwd=folder / "home",
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        ) as process,
    ):
        try:
            return process.wait(timeout=job.block.seconds)
        except subprocess.TimeoutExpired:
            message = f"{job.block.id} was still running after {job.block.seconds} s and was killed"
            hint = "raise `seconds` in blocks.yaml if the code is really that slow"
            raise Problems([_problem(job, message, hint)]) from None
        finally:
            _kill_group(process.pid)


def _kill_group(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return


def _record(job: Job, folder: Path, seconds: float, today: dt.date) -> Run:
    environment, peak = _report(job, folder)
    return Run(
        schema=SCHEMA,
        block=job.block.id,
        key=job.key,
        code=sha256(job.code),
        driver=sha256(job.block.driver),
        data=job.data,
        environment=environment,
        exit=0,
        stdout=of_block(job, folder / "block.out"),
        driver_stdout=of_block(job, folder / "driver.out"),
        stderr=tail(folder / "stderr"),
        seconds=round(seconds, 1),
        peak_mib=peak,
        ran=today.isoformat(),
        probes={name: of_block(job, folder / f"probe.{name}.out") for name in job.block.probes},
    )


def _report(job: Job, folder: Path) -> tuple[Environment, int]:
    """Read what the child says of itself; without it the driver has not run to its end."""
    try:
        report = json.loads((folder / "report.json").read_text(encoding="utf8"))
        facts = {**report["environment"], "device": DEVICE}
        return TypeAdapter(Environment).validate_python(facts), int(report["peak_mib"])
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        message = f"{job.block.id} ended early, before its driver had run"
        hint = "take the call that ends the program, such as sys.exit(), out of the block"
        raise Problems([_problem(job, message, hint)]) from None


def _failed(job: Job, code: int, errors: str) -> Problems:
    if code == REFUSAL:
        message = "this machine can't cut a process off from the network, so nothing was run"
        hint = "run it on Linux, as root or where user namespaces are allowed"
    else:
        message = f"{job.block.id} ended with exit code {code}:\n{errors.rstrip()}"
        hint = "the code or its driver is wrong for these versions; records stay as they were"
    return Problems([_problem(job, message, hint)])


def _problem(job: Job, message: str, hint: str) -> Problem:
    return Problem(place=job.block.place, message=message, hint=hint)
