"""The command that builds a sandbox with bubblewrap.

Namespaces of its own for users, processes, network, mounts, host name and message queues; no
further user namespaces; an empty environment; the system and the interpreter read-only; folders
in memory, of bounded size, for all that is written. Nothing that is written reaches the disk.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence

from pipeline.run import shown

MIB = 1 << 20
# Inside, and as root outside as well, it runs as nobody.
NOBODY = 65534
SELF, SCRATCH, HUB = "/deckpress", "/sandbox", "/hub"
# Emptied after every block.
SHARED = {"/tmp": 64 * MIB, "/dev/shm": 64 * MIB}  # noqa: S108 - a file system of its own
SCRATCH_BYTES = 256 * MIB
# Since this version it can refuse further user namespaces.
OLDEST = (0, 8)


def version() -> str:
    """Return bubblewrap's version, nothing where there is none that is new enough."""
    program = shutil.which("bwrap")
    if program is None:
        return ""
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = re.search(r"\d+(\.\d+)+", told.stdout)
    if found is None or tuple(map(int, found.group().split(".")[:2])) < OLDEST:
        return ""
    return found.group()


def command(
    inner: Sequence[str], environment: Mapping[str, str], *, hub: str, gpu: bool
) -> tuple[list[str], list[str]]:
    """Return bubblewrap's command and what it shows; `{0}` stands for the first of that, and so on.

    `inner` is what runs inside; `hub` a folder that is shown at `HUB`, or nothing.
    """
    sources: list[str] = []

    def place(path: str) -> str:
        sources.append(path)
        return f"{{{len(sources) - 1}}}"

    words = [str(shutil.which("bwrap")), *_fenced(), *_variables(environment), *_own()]
    for folder in (*shown.system_folders(), *shown.interpreter()):
        words += ["--ro-bind", place(folder), folder]
    for link, goal in shown.system_links().items():
        words += ["--symlink", goal, link]
    for path in shown.INSIDE:
        words += ["--ro-bind", place(str(shown.ROOT / path)), f"{SELF}/{path}"]
    if hub:
        words += ["--ro-bind", place(hub), HUB]
    words += [*_hidden(), *(_gpu() if gpu else ())]
    return [*words, "--chdir", SCRATCH, "--", *inner], sources


def _fenced() -> Iterator[str]:
    yield from ("--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent")
    # The server is the first process: bubblewrap's own would hold its pipes, open to a look.
    yield "--as-pid-1"
    yield from ("--new-session", "--clearenv", "--cap-drop", "ALL", "--hostname", "sandbox")
    yield from ("--uid", str(NOBODY), "--gid", str(NOBODY))


def _variables(environment: Mapping[str, str]) -> Iterator[str]:
    for name, value in environment.items():
        yield from ("--setenv", name, value)


def _own() -> Iterator[str]:
    """Yield what is made for the inside alone, first: the interpreter may lie below /tmp."""
    for path in ("/etc/ld.so.cache", "/etc/fonts"):
        yield from ("--ro-bind-try", path, path)
    yield from ("--proc", "/proc", "--dev", "/dev")
    for path, size in {**SHARED, SCRATCH: SCRATCH_BYTES}.items():
        yield from ("--size", str(size), "--tmpfs", path)


def _hidden() -> Iterator[str]:
    """Yield what hides the system's fonts: a figure looks the same wherever it is drawn."""
    yield from ("--tmpfs", "/usr/share/fonts")


def _gpu() -> Iterator[str]:
    for device in shown.gpu_devices():
        yield from ("--dev-bind", device, device)
    yield from ("--ro-bind", "/sys", "/sys")


def is_root() -> bool:
    """Tell whether this is root, who has to become somebody else first."""
    return os.geteuid() == 0
