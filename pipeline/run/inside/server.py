"""The server inside: takes blocks from standard input, one line of JSON each, and answers so.

Modules that take long to load are loaded once, before the first block; every block runs in a fork
of this process, alone, and all that it started is ended before the next. The parts of a request
are those of `_Request`; an answer is `{"code", "broke", ...}`.
"""

import importlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.run.inside.block import PROCESSES, Hold, Part, run_block
from pipeline.run.inside.collect import collected, outputs, tail
from pipeline.run.inside.facts import environment
from pipeline.run.inside.landlock import SCOPES_SINCE, version
from pipeline.run.inside.libc import (
    PR_SET_CHILD_SUBREAPER,
    PR_SET_DUMPABLE,
    PR_SET_PDEATHSIG,
    prctl,
)
from pipeline.run.inside.watch import Limits, end_all, owned, wait

# What packages are loaded by, where that is not their name.
MODULES = {"matplotlib": "matplotlib.pyplot"}


def main() -> None:
    """Serve until standard input ends. The one argument is the server's settings, in JSON."""
    settings = json.loads(sys.argv[1])
    sys.path[:] = [path for path in sys.path if path != settings["self"]]
    # What is below this process is its own to end, and nothing below it can look into it.
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    prctl(PR_SET_DUMPABLE, 0)
    prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    scratch = Path(settings["scratch"])
    answers = os.fdopen(os.dup(1), "w", encoding="utf8")
    os.dup2(2, 1)
    loaded = _loaded(settings["warm"])
    _answer(answers, {"ready": True, "landlock": version(), "loaded": loaded})
    for line in sys.stdin:
        _answer(answers, _served(json.loads(line), settings, scratch))


def _answer(answers: Any, value: Mapping[str, object]) -> None:
    answers.write(json.dumps(value) + "\n")
    answers.flush()


def _loaded(packages: list[str]) -> list[str]:
    """Load what takes long; a package that can't be loaded is left to the block that wants it."""
    found = []
    for package in packages:
        try:
            importlib.import_module(MODULES.get(package, package.replace("-", "_")))
        except Exception:  # noqa: BLE001, S112 - the block that needs it will say why
            continue
        found.append(package)
    return found


def _served(
    request: Mapping[str, Any], settings: Mapping[str, Any], scratch: Path
) -> dict[str, object]:
    # Always of one name, lest a path that a block prints differ from run to run.
    folder = scratch / "block"
    try:
        folder.mkdir()
        _lay_out(folder, request["files"], settings["user"])
        hold = _hold(folder, settings, request)
        parts = [Part(**part) for part in request["parts"]]
        variables = _variables(folder, request)
        child = os.fork()
        if child == 0:
            run_block(folder, parts, hold, variables, request["processor_seconds"])
        end = wait(child, Limits(**request["limits"]), folder)
        return {
            "code": end.code,
            "broke": end.broke,
            "seconds": end.seconds,
            "processor": end.processor,
            "peak": end.peak,
            "outputs": outputs(folder / "out"),
            "errors": tail(folder / "out" / "errors"),
            "finished": tail(folder / "out" / "finished"),
            "artifacts": collected(folder / "work", request["artifacts"]),
            "environment": environment(request["packages"]),
        }
    finally:
        end_all()
        shutil.rmtree(folder, ignore_errors=True)
        for path in map(Path, settings["swept"]):
            _sweep(path)


def _lay_out(folder: Path, files: Mapping[str, str], user: int | None) -> None:
    folders = [folder, *(folder / name for name in ("work", "home", "out", "tmp"))]
    for path in folders[1:]:
        path.mkdir()
    for name, text in files.items():
        (folder / "work" / Path(name).name).write_text(text, encoding="utf8")
    if user is not None:
        for path in folders:
            os.chown(path, user, user)


def _hold(folder: Path, settings: Mapping[str, Any], request: Mapping[str, Any]) -> Hold:
    # Before it can keep signals in, Landlock would only be in the way of what namespaces do.
    useful = settings["calls"] or version() >= SCOPES_SINCE
    return Hold(
        fence=settings["fence"] and useful,
        calls=settings["calls"],
        user=settings["user"],
        processes=PROCESSES + (owned() if settings["calls"] else 0),
        addresses=request["device"] == "cpu",
        readable=(*settings["readable"], *filter(None, [request["hub"]])),
        writable=(str(folder), *settings["writable"]),
    )


def _variables(folder: Path, request: Mapping[str, Any]) -> dict[str, str]:
    home = str(folder / "home")
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        **request["environment"],
        "HOME": home,
        "HF_HOME": home,
        "TMPDIR": str(folder / "tmp"),
        "MPLCONFIGDIR": str(folder / "work"),
        **({"HF_HUB_CACHE": request["hub"]} if request["hub"] else {}),
    }


def _sweep(folder: Path) -> None:
    """Empty a folder that blocks share, so that none finds what another left."""
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        except OSError:
            continue
