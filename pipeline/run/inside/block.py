"""One block in a process of its own: held back first, then run part by part."""

import json
import linecache
import os
import resource
import signal
import sys
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline.run.inside.landlock import fence
from pipeline.run.inside.libc import PR_SET_DUMPABLE, PR_SET_PDEATHSIG, drop_capabilities, prctl
from pipeline.run.inside.seccomp import refuse_calls

MIB = 1 << 20
GIB = 1 << 30
# One file, and what one process may ask for: torch maps far more than it uses.
FILE, ADDRESSES = 16 * MIB, 8 * GIB
PROCESSES, FILES = 128, 512
# The exit code of a block that could not be held back, and so was not run.
UNHELD = 90


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A piece of code, by the name of its file; one that stands `apart` leaves nothing behind."""

    name: str
    code: str
    apart: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold:
    """What holds a block back besides the namespaces around it.

    `fence` says that Landlock shuts it in `readable` and `writable`, `calls` that seccomp takes
    calls away, and capabilities are, more of them where it is not `surrounded` by namespaces;
    `user` is whom it becomes, if anybody; `processes` how many its user may have; `bounded` says
    that its memory is: its address space, and files in memory, which CUDA can't do without.
    """

    fence: bool
    calls: bool
    surrounded: bool
    user: int | None
    processes: int
    bounded: bool
    readable: tuple[str, ...]
    writable: tuple[str, ...]


def run_block(
    folder: Path, parts: Iterable[Part], hold: Hold, environment: Mapping[str, str], seconds: int
) -> None:
    """Run the parts in this process, which must be a fork of its own, and end it.

    It may take `seconds` of processor time. What each prints goes to `out/NAME.out`, errors to
    `out/errors`; `out/finished` is there once all have run, and holds what the block's process
    knows of its device.
    """
    code = UNHELD
    try:
        _settle(folder, environment)
        _hold(hold, seconds)
        code = 1
        _run(folder, parts)
        code = 0
    except SystemExit as request:
        code = _asked(request.code)
    except BaseException as error:  # noqa: BLE001 - the copy must not go on from here
        _tell(error)
    finally:
        _flush()
        os._exit(code)


def _settle(folder: Path, environment: Mapping[str, str]) -> None:
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    # As in any program; with the server's handler, workers that are ended might hang.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setpgid(0, 0)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder / "work")
    errors = os.open(folder / "out" / "errors", os.O_WRONLY | os.O_CREAT, 0o600)
    nothing = os.open(os.devnull, os.O_RDWR)
    for file, number in ((nothing, 0), (errors, 1), (errors, 2)):
        os.dup2(file, number)
    os.closerange(3, FILES)


def _hold(hold: Hold, seconds: int) -> None:
    limits = [
        (resource.RLIMIT_CPU, seconds + 1),
        (resource.RLIMIT_FSIZE, FILE),
        (resource.RLIMIT_NPROC, hold.processes),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ]
    if hold.bounded:
        limits.append((resource.RLIMIT_AS, ADDRESSES))
    for what, most in limits:
        _lower(what, most)
    # A second before the kernel kills it, it says why.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    if hold.user is not None:
        os.setgroups([])
        os.setresgid(hold.user, hold.user, hold.user)
        os.setresuid(hold.user, hold.user, hold.user)
    # The server can't be looked into; its copy here may look at itself.
    prctl(PR_SET_DUMPABLE, 1)
    if hold.fence:
        fence(hold.readable, hold.writable)
    if hold.calls:
        drop_capabilities()
        refuse_calls(surrounded=hold.surrounded, memory_files=not hold.bounded)


def _lower(what: int, most: int) -> None:
    there = resource.getrlimit(what)[1]
    bound = most if there == resource.RLIM_INFINITY else min(most, there)
    resource.setrlimit(what, (bound, bound))


def _run(folder: Path, parts: Iterable[Part]) -> None:
    # A module of its own as __main__: what the block defines can be pickled, and finds itself.
    module = ModuleType("__main__")
    module.__file__ = "block.py"
    sys.modules["__main__"] = module
    _style()
    for part in parts:
        if part.apart:
            _apart(folder, part, module)
        else:
            _execute(folder, part, module)
    (folder / "out" / "finished").write_text(json.dumps(_device()), encoding="utf8")


def _style() -> None:
    """Take the figures' style from the block's folder where matplotlib was there before it."""
    matplotlib: Any = sys.modules.get("matplotlib")
    if matplotlib is not None and Path("matplotlibrc").exists():
        matplotlib.rc_file("matplotlibrc")


def _execute(folder: Path, part: Part, module: ModuleType) -> None:
    # Tracebacks quote lines from here, since there is no such file.
    lines = part.code.splitlines(keepends=True)
    linecache.cache[part.name] = (len(part.code), None, lines, part.name)
    code = compile(part.code, part.name, "exec", dont_inherit=True)
    output = os.open(folder / "out" / f"{part.name}.out", os.O_WRONLY | os.O_CREAT, 0o600)
    os.dup2(output, 1)
    os.close(output)
    exec(code, module.__dict__)  # noqa: S102 - running code is what this process is for
    _flush()


def _apart(folder: Path, part: Part, module: ModuleType) -> None:
    """Run a part in a copy of this process; one that fails ends the block with its exit code."""
    copy = os.fork()
    if copy == 0:
        try:
            _execute(folder, part, module)
        except BaseException as error:  # noqa: BLE001 - the copy must not go on from here
            _tell(error)
            _flush()
            os._exit(1)
        os._exit(0)
    if status := os.waitpid(copy, 0)[1]:
        code = os.waitstatus_to_exitcode(status)
        sys.exit(code if code > 0 else 128 - code)


def _device() -> dict[str, object]:
    """Say which GPU torch sees, if the block has loaded torch and there is one."""
    torch: Any = sys.modules.get("torch")
    if torch is None or not torch.cuda.is_available():
        return {}
    major, minor = torch.cuda.get_device_capability(0)
    return {
        "name": torch.cuda.get_device_name(0),
        "cuda": torch.version.cuda or "",
        "capability": f"{major}.{minor}",
    }


def _tell(error: BaseException) -> None:
    """Print a traceback that begins in the block: what started it is of no interest there."""
    own = error.__traceback__
    while own is not None and own.tb_frame.f_code.co_filename == __file__:
        own = own.tb_next
    traceback.print_exception(type(error), error, own)


def _asked(code: object) -> int:
    """Return the exit code that a block asked for by `sys.exit`."""
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    print(code, file=sys.stderr)  # noqa: T201 - as Python does with a text
    return 1


def _flush() -> None:
    for stream in (sys.stdout, sys.__stdout__, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            continue
