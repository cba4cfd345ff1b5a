"""Records of runs on disk."""

import dataclasses
import json
from pathlib import Path

from pipeline.disk import Batch, write_batches
from pipeline.model.run import Record


def write_record(record: Record, folder: Path, outdated: tuple[str, ...] = ()) -> Path:
    """Write the record, sealed, and what the run left into the folder; return the record's path.

    `outdated` are files of records that no longer count; they are taken away.
    """
    run = record.run.sealed
    text = json.dumps(dataclasses.asdict(run), ensure_ascii=False, indent=1) + "\n"
    files = {run.artifact_file(name): data for name, data in record.artifacts.items()}
    files[run.file] = text.encode()
    gone = tuple(name for name in outdated if name not in files)
    write_batches(Batch(folder=folder, files=files, outdated=gone))
    return folder / run.file
