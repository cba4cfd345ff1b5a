"""Processes below this one: counted, measured, and ended."""

import math
import os
import signal
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# How often a running block is looked at, in seconds.
PERIOD = 0.02
# Files in one folder, and folders; more are no output of anything.
MOST_FILES = 2_000
# How long it may take to end what a block started, in seconds.
LONGEST_END = 10.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How long a block may run, in seconds, and what all its processes may hold together.

    `bytes` are those in memory, what processes share counting for each; `disk` are those of all
    files below the block's folder, and on the file systems made for it.
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


def wait(child: int, limits: Limits, folder: Path, mounts: tuple[str, ...]) -> End:
    """Wait for the child, and end all that it started, at the latest when a limit is broken.

    `mounts` are the file systems made for blocks. Raises `TimeoutError` as `end_all` does.
    """
    started = time.monotonic()
    broke = ""
    while True:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended or broke:
            break
        broke = _broken(limits, time.monotonic() - started) or _overfull(limits, folder, mounts)
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
        broke=broke or _overfull(limits, folder, mounts),
        seconds=seconds,
        processor=usage.ru_utime + usage.ru_stime,
        peak=usage.ru_maxrss * 1024,
    )


def end_all() -> None:
    """Kill every process below this one.

    All are, or become, children of this one, which adopts orphans: so none is left when it has no
    child. Raises `TimeoutError` for those that can't be ended.
    """
    deadline = time.monotonic() + LONGEST_END
    while not _reaped():
        for pid in list(descendants(os.getpid())):
            for sign in (signal.SIGSTOP, signal.SIGKILL):
                _send(pid, sign)
        if time.monotonic() > deadline:
            raise TimeoutError("what the block started could not be ended")


def exit_code(status: int) -> int:
    """Return a process's exit code as a shell gives it: 128 and the signal for a killed one."""
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def descendants(parent: int) -> Iterator[int]:
    """Yield the processes below one; orphans are there too, since this one adopts them."""
    for task in _listed(Path(f"/proc/{parent}/task")):
        try:
            children = (task / "children").read_text("ascii").split()
        except OSError:
            continue
        for child in map(int, children):
            yield child
            yield from descendants(child)


def _listed(folder: Path) -> list[Path]:
    """Return what is in a folder of /proc, nothing if that is gone."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def owned() -> int:
    """Count the threads of this user's processes, which all count against its limit."""
    user = os.getuid()
    found = (path for path in _listed(Path("/proc")) if path.name.isdigit())
    return sum(len(_listed(path / "task")) for path in found if _owner(path) == user)


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


def _overfull(limits: Limits, folder: Path, mounts: tuple[str, ...]) -> str:
    # Of a file system of its own, what no name leads to is counted as well.
    for mount in mounts:
        told = os.statvfs(mount)
        taken = (told.f_blocks - told.f_bfree) * told.f_frsize
        if taken > limits.disk or told.f_files - told.f_ffree > 2 * MOST_FILES:
            return "disk"
    try:
        used = _used(folder) + (0 if mounts else _unnamed())
    except (PermissionError, RecursionError):
        # Folders that can't be looked into, or too deep to be: nothing that keeps to limits.
        return "disk"
    return "disk" if used > limits.disk else ""


def _used(folder: Path) -> float:
    """Return the bytes of all files below a folder, without end for too many."""
    used = 0.0
    for count, (place, _, names) in enumerate(os.walk(folder, onerror=_unseen)):
        used += sum(_size(Path(place, name)) for name in names[:MOST_FILES])
        if len(names) > MOST_FILES or count > MOST_FILES:
            return math.inf
    return used


def _unseen(error: OSError) -> None:
    if isinstance(error, PermissionError):
        raise error


def _unnamed() -> int:
    """Return the bytes of open files that no name leads to any more."""
    found = {}
    for pid in descendants(os.getpid()):
        for file in _listed(Path(f"/proc/{pid}/fd")):
            try:
                told = file.stat()
            except OSError:
                continue
            if stat.S_ISREG(told.st_mode) and told.st_nlink == 0:
                found[told.st_dev, told.st_ino] = told.st_blocks * 512
    return sum(found.values())


def _size(path: Path) -> int:
    try:
        return path.lstat().st_blocks * 512
    except OSError:
        return 0


def _resident(pid: int) -> int:
    """Return what a process holds in memory that is no file's, in bytes."""
    try:
        rows = Path(f"/proc/{pid}/status").read_text("utf8", "replace").splitlines()
    except OSError:
        return 0
    held = (row.split() for row in rows if row.startswith(("RssAnon:", "RssShmem:")))
    return sum(int(row[1]) * 1024 for row in held)


def _send(pid: int, sign: signal.Signals) -> None:
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        return


def _reaped() -> bool:
    """Take the dead away, and tell whether nobody is left."""
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                return False
        except ChildProcessError:
            return True
