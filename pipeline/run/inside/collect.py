"""What a block left behind, taken out of its folder with the suspicion it deserves."""

import base64
import os
import stat
from collections.abc import Iterable
from pathlib import Path

# An output longer than this is cut; nothing that a card can show comes near.
OUTPUT = 1 << 16
ARTIFACT = 2 << 20


def collected(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the files of `folder` called so, in base64; what is none, or too large, is left out.

    Only a regular file with one name is taken: behind a link or a second name could be anything.
    """
    found = {name: _read(folder / name, ARTIFACT + 1) for name in names}
    return {
        name: base64.b64encode(data).decode()
        for name, data in found.items()
        if data is not None and len(data) <= ARTIFACT
    }


def outputs(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return what each part of this name printed, as far as it did."""
    printed = {name: _read(folder / f"{name}.out", OUTPUT) for name in names}
    return {
        name: data.decode("utf8", "replace") for name, data in printed.items() if data is not None
    }


def tail(path: Path) -> str:
    """Return the end of a text."""
    data = _read(path, 1 << 24) or b""
    return data[-OUTPUT:].decode("utf8", "replace")


def _read(path: Path, most: int) -> bytes | None:
    try:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    told = os.fstat(file)
    if not stat.S_ISREG(told.st_mode) or told.st_nlink != 1:
        os.close(file)
        return None
    with os.fdopen(file, "rb") as opened:
        return opened.read(most)
