"""Files written whole or not at all: how every room that writes does it."""

import tempfile
from collections.abc import Iterable, Mapping
from errno import EISDIR
from pathlib import Path

from pipeline.model.place import Place
from pipeline.problem import Problem, Problems


def write_all(folder: Path, files: Mapping[str, bytes], outdated: Iterable[str] = ()) -> None:
    """Write every file into the folder, replacing what was there only when all are on disk.

    Files called as in `outdated` are taken away then.

    A failure or an interruption before the last step leaves the folder's files as they were.
    Raises `Problems` when the folder can't be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in files:
            if (folder / name).is_dir():
                raise IsADirectoryError(EISDIR, f"{name} is a folder")
        with tempfile.TemporaryDirectory(dir=folder, prefix=".half-") as half:
            for name, data in files.items():
                path = Path(half) / name
                path.write_bytes(data)
                path.chmod(0o644)
            for name in files:
                (Path(half) / name).replace(folder / name)
            for name in outdated:
                (folder / name).unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        place = Place(file=folder.as_posix())
        message = f"the folder can't be written: {reason}"
        hint = "look at its rights and at the space left, or choose another folder"
        raise Problems([Problem(place=place, message=message, hint=hint)]) from None
