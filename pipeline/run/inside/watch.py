"""Processes below this one: counted, measured, and ended."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# How often a running block is looked at, in seconds.
PERIOD = 0.02
# Files in one folder, and folders; more are no output of anything.
MOST_FILES = 2_000
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How long a block may run, in seconds, and what all its processes may hold together.

    `bytes` are those in memory, `disk` those of all files below the block's folder.
    """

    seconds: float
    bytes: int
    disk: int
    processes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class End:
    """How a block ended: its exit code, as shells give it, or the limit that it broke.

    `peak` is the largest resident set of one of its processes, in bytes; `processor` its
    processor time in seconds.
    """

    code: int
    broke: str
    seconds: float
    processor: float
    peak: int


def wait(child: int, limits: Limits, folder: Path) -> End:
    """Wait for the child, and end all that it started, at the latest when a limit is broken."""
    started = time.monotonic()
    broke = ""
    while True:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended or broke:
            break
        broke = _broken(limits, time.monotonic() - started) or _overfull(limits, folder)
        if not broke:
            time.sleep(PERIOD)
    seconds = time.monotonic() - started
    if not ended:
        os.kill(child, signal.SIGKILL)
        _, status, usage = os.wait4(child, 0)
    end_all()
    return End(
        code=exit_code(status),
        # A disk that is full may have ended it before it was looked at.
        broke=broke or _overfull(limits, folder),
        seconds=seconds,
        processor=usage.ru_utime + usage.ru_stime,
        peak=usage.ru_maxrss * 1024,
    )


def end_all() -> None:
    """Kill every process below this one; what forks meanwhile is killed in the next round."""
    while found := [pid for pid in descendants(os.getpid()) if not _is_dead(pid)]:
        for sign in (signal.SIGSTOP, signal.SIGKILL):
            for pid in found:
                _send(pid, sign)
        _reap()
    _reap()


def exit_code(status: int) -> int:
    """Return a process's exit code as a shell gives it: 128 and the signal for a killed one."""
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def descendants(parent: int) -> Iterator[int]:
    """Yield the processes below one; orphans are there too, since this one adopts them."""
    for task in Path(f"/proc/{parent}/task").glob("*"):
        try:
            children = (task / "children").read_text("ascii").split()
        except OSError:
            continue
        for child in map(int, children):
            yield child
            yield from descendants(child)


def owned() -> int:
    """Count the threads of this user's processes, which all count against its limit."""
    user = os.getuid()
    return sum(len(list(path.glob("task/*"))) for path in _processes() if _owner(path) == user)


def _processes() -> Iterator[Path]:
    return Path("/proc").glob("[0-9]*")


def _owner(path: Path) -> int | None:
    try:
        return path.stat().st_uid
    except OSError:
        return None


def _broken(limits: Limits, seconds: float) -> str:
    if seconds > limits.seconds:
        return "seconds"
    found = list(descendants(os.getpid()))
    if len(found) > limits.processes:
        return "processes"
    return "memory" if sum(map(_resident, found)) > limits.bytes else ""


def _overfull(limits: Limits, folder: Path) -> str:
    used = 0
    for count, (place, _, names) in enumerate(os.walk(folder)):
        used += sum(_size(Path(place, name)) for name in names[:MOST_FILES])
        if used > limits.disk or len(names) > MOST_FILES or count > MOST_FILES:
            return "disk"
    return ""


def _size(path: Path) -> int:
    try:
        return path.lstat().st_blocks * 512
    except OSError:
        return 0


def _resident(pid: int) -> int:
    """Return what a process holds in memory and shares with no file, in bytes."""
    try:
        fields = Path(f"/proc/{pid}/statm").read_text("ascii").split()
    except OSError:
        return 0
    return (int(fields[1]) - int(fields[2])) * PAGE


def _is_dead(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf8", "replace").rpartition(")")[2]
    except OSError:
        return True
    return state.split()[0] in "ZX"


def _send(pid: int, sign: signal.Signals) -> None:
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        return


def _reap() -> None:
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                return
        except ChildProcessError:
            return
