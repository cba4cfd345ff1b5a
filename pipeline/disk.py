"""Files written whole or not at all: how every room that writes does it."""

import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file into the folder, replacing what was there only when all are on disk.

    A failure or an interruption before the last step leaves the folder's files as they were.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".half-") as half:
        for name, data in files.items():
            path = Path(half) / name
            path.write_bytes(data)
            path.chmod(0o644)
        for name in files:
            (Path(half) / name).replace(folder / name)
