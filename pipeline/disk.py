"""Files written whole or not at all: how every room that writes does it."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from errno import EACCES, EISDIR, ENOTDIR
from pathlib import Path

from pipeline.model.place import Place
from pipeline.problem import Problem, Problems


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """Files for one folder, by name; those called as in `outdated` are taken away then.

    A file is given by its bytes, or by a finished file elsewhere, which is moved.
    """

    folder: Path
    files: Mapping[str, bytes | Path]
    outdated: tuple[str, ...] = ()

    def paths(self) -> tuple[Path, ...]:
        """Return where the files go."""
        return tuple(self.folder / name for name in self.files)


def write_all(folder: Path, files: Mapping[str, bytes | Path]) -> None:
    """Write every file into the folder; see `write_batches`."""
    write_batches(Batch(folder=folder, files=files))


def write_batches(*batches: Batch) -> None:
    """Write every file into its folder, replacing what was there only when all are on disk.

    A failure or an interruption before the last step leaves all folders' files as they were; in
    that step the batches are put into place in their order. Raises `Problems` when a folder can't
    be written to.
    """
    with ExitStack() as stack:
        halves = [stack.enter_context(_staged(batch)) for batch in batches]
        for batch, half in zip(batches, halves, strict=True):
            with _told(batch.folder):
                for name in batch.files:
                    (half / name).replace(batch.folder / name)
                for name in batch.outdated:
                    (batch.folder / name).unlink(missing_ok=True)


def refuse_unwritable(folder: Path) -> None:
    """Raise `Problems` if it is plain already that the folder can't be written, or be made."""
    with _told(folder):
        there = next(path for path in (folder, *folder.parents) if path.exists())
        if not there.is_dir():
            raise NotADirectoryError(ENOTDIR, f"{there.name} is a file")
        if not os.access(there, os.W_OK | os.X_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))


@contextmanager
def _staged(batch: Batch) -> Iterator[Path]:
    """Give a folder inside the batch's own that holds its files."""
    with ExitStack() as stack:
        with _told(batch.folder):
            batch.folder.mkdir(parents=True, exist_ok=True)
            for name in (*batch.files, *batch.outdated):
                if (batch.folder / name).is_dir():
                    raise IsADirectoryError(EISDIR, f"{name} is a folder")
            made = tempfile.TemporaryDirectory(dir=batch.folder, prefix=".half-")
            half = Path(stack.enter_context(made))
            for name, data in batch.files.items():
                if isinstance(data, Path):
                    shutil.move(data, half / name)
                else:
                    (half / name).write_bytes(data)
                (half / name).chmod(0o644)
        yield half


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        place = Place(file=folder.as_posix())
        message = f"the folder can't be written: {reason}"
        hint = "look at its rights and at the space left, or choose another folder"
        raise Problems([Problem(place=place, message=message, hint=hint)]) from None
