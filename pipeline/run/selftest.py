"""What a sandbox really blocks, tried out in it on fixtures of this machine."""

import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pipeline.run.probes import PROBES
from pipeline.run.sandbox import Sandbox

# A probe takes milliseconds; one that hangs has not got out.
SECONDS = 5
LIMITS = {"seconds": SECONDS, "bytes": 1 << 30, "disk": 1 << 26, "processes": 200}


def selftest(sandbox: Sandbox) -> dict[str, bool]:
    """Return for each probe whether the sandbox stopped it.

    A probe that says nothing was stopped if it was killed for breaking a limit, and not otherwise.
    """
    with _fixtures() as places:
        return {name: _stopped(sandbox, name, places) for name in PROBES}


def request(name: str, code: str, places: Mapping[str, str]) -> dict[str, object]:
    """Return what the server is asked to run a probe with."""
    return {
        "parts": [{"name": f"{name}.py", "code": code, "apart": False}],
        "files": {},
        "hub": "",
        "packages": [],
        "artifacts": [],
        "device": "cpu",
        "seconds": SECONDS,
        "processor_seconds": SECONDS,
        "environment": dict(places),
        "limits": LIMITS,
    }


def _stopped(sandbox: Sandbox, name: str, places: Mapping[str, str]) -> bool:
    answer = sandbox.run(request(name, PROBES[name], places))
    said = answer["outputs"].get(f"{name}.py", "").split()
    stopped = said == ["blocked"] or (not said and answer["broke"] != "")
    return stopped and not (name == "daemons" and _runs(places["PROBE_SLEEP"]))


def _runs(argument: str) -> bool:
    """Tell whether a process with this argument is there."""
    wanted = argument.encode()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if wanted in path.read_bytes().split(b"\0"):
                return True
        except OSError:
            continue
    return False


@contextmanager
def _fixtures() -> Iterator[dict[str, str]]:
    """Give a port that answers, a file to read, a folder to write to, and a process."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="deckpress-probe-")))
        folder.chmod(0o777)
        secret = folder / "secret"
        secret.write_text("secret", "utf8")
        secret.chmod(0o644)
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        victim = stack.enter_context(subprocess.Popen(["sleep", "600"]))  # noqa: S607
        stack.callback(victim.kill)
        yield {
            "PROBE_PORT": str(listener.getsockname()[1]),
            "PROBE_SECRET": str(secret),
            "PROBE_OUTSIDE": str(folder),
            "PROBE_VICTIM": str(victim.pid),
            # No other process has this argument: the victim's number makes it unlike any.
            "PROBE_SLEEP": f"{100_000_000 + victim.pid}",
        }
