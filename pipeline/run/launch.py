"""Started as root, this becomes the sandbox's command, without root's rights.

Run by its path, with only the standard library at hand. In a mount namespace of its own it makes
what the sandbox shows reachable for another user, wherever it lies; then it takes that user's
identity and becomes the command. The one argument is JSON: `user`, `stage` (an empty folder),
`shown` (paths), and `command`, in which `{0}` stands for where the first of them is now.
"""

import ctypes
import json
import os
import sys
from pathlib import Path
from typing import Any

CLONE_NEWNS = 0x20000
MS_REC, MS_PRIVATE, MS_BIND = 0x4000, 1 << 18, 0x1000
PR_SET_NO_NEW_PRIVS = 38


def main() -> None:
    """Do it, or end with a word on what of it is not allowed."""
    order = json.loads(sys.argv[1])
    try:
        become(order)
    except OSError as error:
        sys.exit(f"{error.filename or order['command'][0]}: {error.strerror}")


def become(order: dict[str, Any]) -> None:
    """Become the command; raises `OSError` where something of it is not allowed."""
    libc = ctypes.CDLL(None, use_errno=True)
    places = staged(libc, Path(order["stage"]), order["shown"])
    os.setgroups([])
    os.setresgid(*[order["user"]] * 3)
    os.setresuid(*[order["user"]] * 3)
    libc.prctl(PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), 0, 0, 0)
    os.chdir("/")
    command = [places.get(word, word) for word in order["command"]]
    os.execv(command[0], command)  # noqa: S606 - the sandbox's own command


def staged(libc: ctypes.CDLL, stage: Path, shown: list[str]) -> dict[str, str]:
    """Mount each path in the stage; where no namespace may be made, leave it where it is."""
    if libc.unshare(CLONE_NEWNS) != 0:
        return {f"{{{number}}}": path for number, path in enumerate(shown)}
    mount(libc, "none", "/", "", MS_REC | MS_PRIVATE)
    mount(libc, "tmpfs", str(stage), "tmpfs", 0)
    stage.chmod(0o755)
    places = {}
    for number, path in enumerate(shown):
        place = stage / str(number)
        place.mkdir() if Path(path).is_dir() else place.touch()
        mount(libc, path, str(place), "", MS_REC | MS_BIND)
        places[f"{{{number}}}"] = str(place)
    return places


def mount(libc: ctypes.CDLL, source: str, target: str, kind: str, flags: int) -> None:
    """Mount something, or raise `OSError`."""
    texts = [text.encode() for text in (source, target, kind)]
    if libc.mount(*texts, ctypes.c_ulong(flags), None) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), source)


if __name__ == "__main__":
    main()
