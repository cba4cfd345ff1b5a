"""A command run in a process of its own: how long it took, and how much memory at most. Linux only.

Whoever measures must stay small: Linux counts what a process holds when it starts another one as
the least peak of that one.
"""

import contextlib
import math
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# How often the processes are looked at, in seconds. Each lives several times as long.
EVERY = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE") / 2**20
# Where a process's parent and its pages in memory stand in /proc/PID/stat, behind its name.
_PARENT, _PAGES = 1, 21


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """What a command cost; memory in MiB, `fault` is "" where it ended well.

    `largest` is the peak of the largest single process, `together` that of all at one time, where
    pages that processes share count for each of them; `processes` says how many there were.
    """

    seconds: float
    cpu: float
    largest: float
    together: float
    processes: int
    remarks: tuple[str, ...]
    fault: str


class _Watch(threading.Thread):
    """Looks at a process and all below it until told to stop, and ends them after the limit."""

    def __init__(self, pid: int, limit: float) -> None:
        super().__init__(daemon=True)
        self.largest = self.together = 0.0
        self.seen = {pid}
        self.late = False
        self._pid, self._limit = pid, limit
        self._over = threading.Event()

    def run(self) -> None:
        until = time.monotonic() + self._limit
        while not self._over.wait(EVERY):
            tree = _tree(self._pid)
            self.seen |= tree.keys()
            self.largest = max(self.largest, *tree.values())
            self.together = max(self.together, sum(tree.values()))
            if time.monotonic() > until and not self.late:
                self.late = True
                end(self._pid)

    def stop(self) -> None:
        self._over.set()
        self.join()


def measure(command: Sequence[str], limit: float = math.inf) -> Measured:
    """Run a command to its end, which comes after `limit` seconds at the latest."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begin = time.perf_counter()
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own files
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            # Ctrl-C reaches the parent alone, which ends all.
            start_new_session=True,
        )
        watch = _Watch(child.pid, limit)
        try:
            watch.start()
            # Not taken off the kernel's list yet: no other process can get its number so far.
            os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
            seconds = time.perf_counter() - begin
        except BaseException:
            end(child.pid)
            raise
        finally:
            watch.stop()
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        remarks, complaints = (_lines(file) for file in (out, err))
    # The system's own count is exact, but leaves out what was killed together with its parent.
    largest = max(watch.largest, usage.ru_maxrss / 1024)
    fault = f"ended after {limit:g} s" if watch.late else _fault(child.returncode, complaints)
    return Measured(
        seconds=seconds,
        cpu=usage.ru_utime + usage.ru_stime,
        largest=largest,
        together=max(watch.together, largest),
        processes=len(watch.seen),
        remarks=remarks,
        fault=fault,
    )


def end(pid: int) -> None:
    """End a process and all below it, wherever they put themselves."""
    # Held still first, so that it starts no more while its children are looked for.
    _send(pid, signal.SIGSTOP)
    for one in _tree(pid):
        _send(one, signal.SIGKILL)


def _send(pid: int, what: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, what)


def _tree(pid: int) -> dict[int, float]:
    """Return a process and all below it, with what each holds in memory, in MiB."""
    below: dict[int, list[int]] = {}
    held: dict[int, float] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
            one = int(stat.parent.name)
            below.setdefault(int(fields[_PARENT]), []).append(one)
            held[one] = int(fields[_PAGES]) * _PAGE
    found, ahead = dict[int, float](), [pid]
    while ahead:
        one = ahead.pop()
        found[one] = held.get(one, 0.0)
        ahead += below.get(one, [])
    return found


def _lines(file: IO[bytes]) -> tuple[str, ...]:
    file.seek(0)
    lines = file.read().decode(errors="replace").splitlines()
    return tuple(line for line in lines if line.strip())


def _fault(code: int, complaints: tuple[str, ...]) -> str:
    if code < 0:
        return f"ended by {signal.Signals(-code).name}; is there enough memory?"
    if code:
        return complaints[-1] if complaints else f"ended with code {code}"
    return ""
