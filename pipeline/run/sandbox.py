"""A sandbox that is running: started, given blocks one at a time, and ended with all it holds."""

import contextlib
import json
import os
import selectors
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pipeline.model.code import Device
from pipeline.model.run import SandboxKind
from pipeline.run import bubblewrap, shown
from pipeline.run.inside import seccomp
from pipeline.run.inside.landlock import SCOPES_SINCE

# What every block finds in its environment, and nothing else.
ENVIRONMENT = {
    "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
    "USER": "nobody",
    "LOGNAME": "nobody",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONUTF8": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "HF_HUB_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "MPLBACKEND": "Agg",
    **dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"),
}
DEVICES: Mapping[Device, Mapping[str, str]] = {
    "cpu": {"CUDA_VISIBLE_DEVICES": ""},
    # Without it, cuBLAS may sum in another order each time.
    "cuda": {"CUBLAS_WORKSPACE_CONFIG": ":4096:8"},
}
# Where the loader of Landlock's jobs may look besides the interpreter.
READABLE = (
    "/etc/ld.so.cache", "/etc/fonts", "/proc/cpuinfo", "/proc/meminfo", "/proc/sys/vm",
    "/sys/devices/system", "/dev/urandom", "/dev/random",
)  # fmt: skip
WRITABLE = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
LAUNCH = Path(__file__).with_name("launch.py")
# How long a server may take to start, and to answer beyond a block's own time, in seconds.
START, GRACE, SHORT = 120, 20, 0.5
# No answer is longer, in bytes; a figure has at most 2 MiB, an output 64 KiB.
LONGEST = 1 << 24


def _inner(settings: Mapping[str, object]) -> list[str]:
    """Return the command of the server."""
    return [sys.executable, "-s", "-P", "-m", "pipeline.run.inside", json.dumps(settings)]


def _outer_settings(kind: SandboxKind, folder: str, warm: list[str]) -> dict[str, object]:
    """Return the settings of a server that no namespace surrounds."""
    held = kind == "landlock"
    folders = (*shown.system_folders(), *shown.interpreter())
    return {
        "self": str(shown.ROOT),
        "scratch": folder,
        "warm": warm,
        "fence": held,
        "calls": held,
        "namespaces": False,
        "user": bubblewrap.NOBODY
        if held and bubblewrap.is_root() and _open_to_all(folders)
        else None,
        "readable": [*folders, *READABLE],
        "writable": list(WRITABLE),
        "gpu": list(shown.gpu_devices()),
        "swept": [],
    }


def _open_to_all(folders: Iterable[str]) -> bool:
    """Tell whether any user can reach the folders, so that root may become another."""
    every = {part for folder in map(Path, folders) for part in (folder, *folder.parents)}
    return all(path.stat().st_mode & stat.S_IXOTH for path in every)


class SandboxError(Exception):
    """The sandbox could not be started, ended before it had answered, or answered nonsense."""


class Sandbox:
    """A sandbox, running once it is ready; a context, at whose end it and all inside are gone.

    `warm` are packages that it loads before the first block; `hub` is a folder of hubs' caches
    that it shows.
    """

    def __init__(
        self, kind: SandboxKind, *, warm: Iterable[str] = (), hub: str = "", gpu: bool = False
    ) -> None:
        self.kind = kind
        self.landlock = 0
        self._asked = 0
        self._spent = False
        self._own = Path(tempfile.mkdtemp(prefix="deckpress-run-"))
        # Whom root becomes must be able to pass through; there is nothing to read.
        self._own.chmod(0o711)
        self._errors = (self._own / "errors").open("w+b")
        self._hub = hub
        try:
            command = self._command(list(warm), gpu=gpu)
            self._process = subprocess.Popen(  # noqa: S603 - our own server
                command,
                cwd="/",
                env={**ENVIRONMENT, "PYTHONPATH": str(shown.ROOT)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                start_new_session=True,
            )
        except BaseException:
            self._clear()
            raise

    def __enter__(self) -> Self:
        """Return itself, ready; raises `SandboxError` where it can't be started."""
        try:
            self.make_ready()
        except BaseException:
            self.close()
            raise
        return self

    def make_ready(self) -> None:
        """Wait until it has loaded what it loads; raises `SandboxError` where it ends instead."""
        self.landlock = int(self._answer(START)["landlock"])

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        """End it."""
        self.close()

    @property
    def lasts(self) -> bool:
        """Tell whether another block may follow: it is clean, and keeps one from the next."""
        alive = self._process.poll() is None and not self._spent
        return alive and self.landlock >= SCOPES_SINCE

    @property
    def hub(self) -> str:
        """Where the folder of hubs is for those inside, or nothing."""
        return bubblewrap.HUB if self._hub and self.kind == "bubblewrap" else self._hub

    def run(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Have the server run a block and return its answer; raises `SandboxError` for none."""
        assert self._process.stdin is not None  # noqa: S101 - it was asked for above
        self._asked += 1
        # An answer that comes late must not be taken for that to the next request.
        self._spent = True
        try:
            line = json.dumps({**request, "number": self._asked}).encode()
            self._process.stdin.write(line + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise SandboxError(self._told()) from None
        answer = self._answer(int(request["seconds"]) + GRACE)
        self._spent = not answer["clean"]
        return answer

    def kill(self) -> None:
        """Kill the server, from any thread, and with it everything that it or a block started."""
        if self.kind != "bubblewrap":
            # No namespace ends with this server, so it has to end what is below it by itself.
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """End the server, and leave nothing of it."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        # One that waits for the next block ends by itself now, and so do the processes around it.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(SHORT)
        self.kill()
        self._clear()

    def _clear(self) -> None:
        self._errors.close()
        shutil.rmtree(self._own, ignore_errors=True)
        if self._own.exists():
            # What a block shut or nested deeply; tools for that are in every system.
            for command in (["chmod", "-R", "u+rwx"], ["rm", "-rf"]):
                subprocess.run(  # noqa: S603 - our own folder
                    [*command, "--", str(self._own)], capture_output=True, check=False
                )

    def _command(self, warm: list[str], *, gpu: bool) -> list[str]:
        if self.kind != "bubblewrap":
            return _inner(_outer_settings(self.kind, str(self._own), warm))
        settings = {
            "self": bubblewrap.SELF,
            "scratch": bubblewrap.SCRATCH,
            "warm": warm,
            "fence": True,
            "calls": seccomp.is_known(),
            "namespaces": True,
            "user": None,
            # The namespaces have taken away what may not be read; blocks are kept from each other.
            "readable": ["/"],
            "writable": [*bubblewrap.SHARED, *WRITABLE],
            "gpu": [*shown.gpu_devices(), "/proc"],
            "swept": [*bubblewrap.SHARED, bubblewrap.SCRATCH],
        }
        variables = {**ENVIRONMENT, "PYTHONPATH": bubblewrap.SELF}
        command, sources = bubblewrap.command(_inner(settings), variables, hub=self._hub, gpu=gpu)
        if not bubblewrap.is_root():
            places = {f"{{{number}}}": source for number, source in enumerate(sources)}
            return [places.get(word, word) for word in command]
        stage = self._own / "stage"
        stage.mkdir()
        order = {
            "user": bubblewrap.NOBODY,
            "stage": str(stage),
            "shown": sources,
            "command": command,
        }
        return [sys.executable, "-I", "-S", str(LAUNCH), json.dumps(order)]

    def _answer(self, seconds: float) -> dict[str, Any]:
        """Read one line from the server, for at most so long."""
        assert self._process.stdout is not None  # noqa: S101 - it was asked for at the start
        deadline = time.monotonic() + seconds
        line = bytearray()
        with selectors.DefaultSelector() as ready:
            ready.register(self._process.stdout, selectors.EVENT_READ)
            while not line.endswith(b"\n"):
                left = deadline - time.monotonic()
                if left <= 0 or not ready.select(left):
                    raise SandboxError(f"it gave no answer within {seconds:.0f} s")
                piece = os.read(self._process.stdout.fileno(), 1 << 16)
                if not piece:
                    raise SandboxError(self._told())
                line += piece
                if len(line) > LONGEST:
                    raise SandboxError("its answer has no end")
        try:
            answer = json.loads(line)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict) or answer.get("number") != self._asked:
            raise SandboxError("its answer is none to what it was asked")
        return answer

    def _told(self) -> str:
        """Return the last that the server said before it ended."""
        self._process.wait()
        self._errors.seek(0)
        text = self._errors.read()[-2000:].decode("utf8", "replace").strip()
        return text or f"it ended with exit code {self._process.returncode}"
