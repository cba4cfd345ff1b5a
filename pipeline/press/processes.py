"""Child processes that end with their parent's work, however that ends."""

import os
import subprocess
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

# A volume of 500 questions was seen to take 1.7 GiB, and not every machine with many cores has much
# memory.
MOST = 4


class Children:
    """Runs child processes from several threads, and can end them all at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._alive: set[subprocess.Popen[bytes]] = set()
        self._over = False

    def run(self, command: Sequence[str], told: bytes) -> tuple[int, bytes, bytes]:
        """Return exit code, output and errors of a command that reads `told`."""
        with self._lock:
            if self._over:
                return 1, b"", b"interrupted"
            child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                # Ctrl-C reaches the parent alone, which ends its children and says so once.
                start_new_session=True,
            )
            self._alive.add(child)
        try:
            out, err = child.communicate(told)
        finally:
            with self._lock:
                self._alive.discard(child)
        return child.returncode, out, err

    def end(self) -> None:
        """Kill what still runs, and start nothing more."""
        with self._lock:
            self._over = True
            for child in self._alive:
                child.kill()


@contextmanager
def workers() -> Iterator[tuple[ThreadPoolExecutor, Children]]:
    """Give a pool of as many threads as there are cores, four at most, and what runs processes.

    When the work is given up, the processes are killed and what has not begun never begins.
    """
    children = Children()
    pool = ThreadPoolExecutor(max_workers=min(cores(), MOST))
    try:
        yield pool, children
    except BaseException:
        children.end()
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
