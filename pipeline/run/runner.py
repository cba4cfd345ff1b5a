"""One block run in a sandbox, and what came out made into a record or into a problem."""

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from pipeline.model.code import Device
from pipeline.model.run import Artifact, Environment, Held, Job, Record, Run
from pipeline.problem import Problem, Problems
from pipeline.run.failures import failure, last_word, limits
from pipeline.run.output import shown, tail
from pipeline.run.pictures import repainted
from pipeline.run.sandbox import DEVICES, Sandbox, SandboxError
from pipeline.text.digest import SCHEMA, sha256
from pipeline.text.terminal import printable

MIB = 1 << 20
BLOCK, DRIVER = "block.py", "driver.py"


def require(job: Job) -> None:
    """Raise `Problems` when a package is missing that the job needs."""
    missing = [name for name in job.block.packages if not _installed(name)]
    if missing:
        message = f"{job.block.id} needs {', '.join(missing)}, which is not installed"
        hint = "install it into .venv (`make verify` brings torch, transformers, matplotlib, numpy)"
        hint += ", or mend its name"
        raise Problems([_problem(job, message, hint)])


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A job and the device it is to run on."""

    job: Job
    device: Device = "cpu"


def run_task(task: Task, sandbox: Sandbox, held: Held, today: dt.date, *, hub: str = "") -> Record:
    """Run the job and return its record; `today` is the day written into it.

    `hub` is the folder, as it is called inside, that has the files of the job's hubs. Raises
    `Problems` when the code failed, broke a limit, left no figure where it should have, or printed
    what no card can show.
    """
    job = task.job
    try:
        answer = sandbox.run(_request(task, hub))
    except SandboxError as error:
        message = f"{job.block.id}: the sandbox ended with it: {error}"
        raise Problems([_problem(job, message, "look at what the code does")]) from None
    if problem := failure(job, answer):
        raise Problems([problem])
    return _record(task, answer, held, today)


def _installed(package: str) -> bool:
    try:
        version(package)
    except (PackageNotFoundError, ValueError):
        return False
    return True


def _request(task: Task, hub: str) -> dict[str, object]:
    job = task.job
    probes = ((_probe(name), code) for name, code in job.block.probes.items())
    return {
        "parts": [
            {"name": BLOCK, "code": job.code, "apart": False},
            *({"name": name, "code": code, "apart": True} for name, code in probes),
            {"name": DRIVER, "code": job.block.driver, "apart": False},
        ],
        "files": dict(job.block.files),
        "hub": hub,
        "packages": job.block.packages,
        "artifacts": job.block.artifacts,
        "device": task.device,
        "seconds": job.block.seconds,
        "processor_seconds": job.block.processor_seconds,
        "environment": DEVICES[task.device],
        "limits": limits(job),
    }


def _probe(name: str) -> str:
    return f"probe.{name}.py"


def _record(task: Task, answer: Mapping[str, Any], held: Held, today: dt.date) -> Record:
    job = task.job
    printed = answer["outputs"]
    left = {name: _picture(job, name, text) for name, text in answer["artifacts"].items()}
    run = Run(
        schema=SCHEMA,
        block=job.block.id,
        key=job.key,
        code=sha256(job.code),
        driver=sha256(job.block.driver),
        data=job.data,
        environment=_environment(task, answer),
        sandbox=held,
        exit=0,
        stdout=shown(job, printed.get(BLOCK, "")),
        driver_stdout=shown(job, printed.get(DRIVER, "")),
        stderr=printable(tail(answer["errors"])),
        seconds=round(answer["seconds"], 1),
        processor_seconds=round(answer["processor"], 1),
        peak_mib=answer["peak"] // MIB,
        ran=today.isoformat(),
        probes={n: shown(job, printed.get(_probe(n), "")) for n in job.block.probes},
        artifacts={
            name: Artifact(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
            for name, data in left.items()
        },
    )
    return Record(run=run, artifacts=left)


def _environment(task: Task, answer: Mapping[str, Any]) -> Environment:
    job, device = task.job, task.device
    facts, said = answer["environment"], last_word(answer) or {}
    gpu = said if device == "cuda" else {}
    if device == "cuda" and not gpu:
        message = f"{job.block.id} ran without the GPU: torch can't see it from inside"
        raise Problems([_problem(job, message, "look at the driver, or use --device cpu")])
    return Environment(
        device=device,
        processor=facts["processor"],
        system=facts["system"],
        python=facts["python"],
        packages=facts["packages"],
        threads=1,
        gpu=gpu.get("name", ""),
        cuda=gpu.get("cuda", ""),
        driver=facts["driver"] if device == "cuda" else "",
        capability=gpu.get("capability", ""),
    )


def _picture(job: Job, name: str, text: str) -> bytes:
    try:
        return repainted(base64.b64decode(text))
    except ValueError as error:
        message = f"{job.block.id} left a file {name} that can't be shown: {error}"
        raise Problems([_problem(job, message, "save it as PNG, not larger than needed")]) from None


def _problem(job: Job, message: str, hint: str) -> Problem:
    return Problem(place=job.block.place, message=message, hint=hint)
