"""The server inside: takes blocks from standard input, one line of JSON each, and answers so.

Modules that take long to load are loaded once, before the first block; every block runs in a fork
of this process, alone, and all that it started is ended before the next. An answer has the number
of its request, so that none is taken for another's. Where a block left anything that can't be taken
away, the server says so and ends: the next block gets another.
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
from pipeline.run.inside.landlock import version
from pipeline.run.inside.libc import (
    PR_SET_CHILD_SUBREAPER,
    PR_SET_DUMPABLE,
    PR_SET_PDEATHSIG,
    prctl,
)
from pipeline.run.inside.watch import Limits, owned, wait

# What packages are loaded by, where that is not their name.
MODULES = {"matplotlib": "matplotlib.pyplot"}


def main() -> None:
    """Serve until standard input ends. The one argument is the server's settings, in JSON."""
    settings = json.loads(sys.argv[1])
    sys.path[:] = [path for path in sys.path if path != settings["self"]]
    # What is below this process is its own to end, and nothing below it can look into it.
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    prctl(PR_SET_DUMPABLE, 0)
    # As the first process of a namespace it takes all others with it. Else it has to end them.
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL if os.getpid() == 1 else signal.SIGTERM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    scratch = Path(settings["scratch"])
    answers = os.fdopen(os.dup(1), "w", encoding="utf8")
    os.dup2(2, 1)
    loaded = _loaded(settings["warm"])
    before = _all_traces(settings["swept"])
    _answer(answers, {"number": 0, "landlock": version(), "loaded": loaded})
    for line in sys.stdin:
        request = json.loads(line)
        answer = _served(request, settings, scratch)
        clean = _cleared(scratch / "block", settings["swept"], before)
        _answer(answers, {**answer, "number": request["number"], "clean": clean})
        if not clean:
            return


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
    folder.mkdir()
    _lay_out(folder, request["files"], settings["user"])
    hold = _hold(folder, settings, request)
    parts = [Part(**part) for part in request["parts"]]
    variables = _variables(folder, request)
    child = os.fork()
    if child == 0:
        run_block(folder, parts, hold, variables, request["processor_seconds"])
    end = wait(child, Limits(**request["limits"]), folder, tuple(settings["swept"]))
    return {
        "code": end.code,
        "broke": end.broke,
        "seconds": end.seconds,
        "processor": end.processor,
        "peak": end.peak,
        "outputs": outputs(folder / "out", [part.name for part in parts]),
        "errors": tail(folder / "out" / "errors"),
        "finished": tail(folder / "out" / "finished"),
        "artifacts": collected(folder / "work", request["artifacts"]),
        "environment": environment(request["packages"]),
    }


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
    bounded = request["device"] == "cpu"
    writable = settings["writable"] if bounded else [*settings["writable"], *settings["gpu"]]
    return Hold(
        fence=settings["fence"] and version() > 0,
        calls=settings["calls"],
        surrounded=settings["namespaces"],
        user=settings["user"],
        processes=PROCESSES + (0 if settings["namespaces"] else owned()),
        bounded=bounded,
        readable=(*settings["readable"], *filter(None, [request["hub"]])),
        writable=(str(folder), *writable),
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


# What stands in a folder that blocks share: rights and attributes, by the path.
Traces = dict[Path, tuple[int, tuple[str, ...]]]


def _traces(folder: Path) -> Traces:
    """Return what there is in a folder, itself included, as far as it is no other file system."""
    told = folder.lstat().st_mode, tuple(os.listxattr(folder, follow_symlinks=False))
    if not folder.is_dir() or folder.is_symlink():
        return {folder: told}
    found = {folder: told}
    for path in folder.iterdir():
        # The interpreter may be shown below /tmp, read-only.
        found |= {path: (0, ())} if os.path.ismount(path) else _traces(path)
    return found


def _cleared(folder: Path, swept: list[str], before: Traces) -> bool:
    """Take away what a block left, and tell whether all is as it was before it."""
    try:
        shutil.rmtree(folder)
        for path in map(Path, swept):
            for left in _traces(path).keys() - before.keys():
                if left.parent in before:
                    shutil.rmtree(
                        left
                    ) if left.is_dir() and not left.is_symlink() else left.unlink()
        return _all_traces(swept) == before
    except (OSError, RecursionError):
        return False


def _all_traces(swept: list[str]) -> Traces:
    return {path: told for name in swept for path, told in _traces(Path(name)).items()}
