"""Records of runs on disk."""

import dataclasses
import json
from pathlib import Path

from pipeline.disk import write_all
from pipeline.model.run import Run


def write_record(run: Run, folder: Path) -> Path:
    """Write the record into the folder of records and return its path."""
    text = json.dumps(dataclasses.asdict(run), ensure_ascii=False, indent=1) + "\n"
    write_all(folder, {run.file: text.encode()})
    return folder / run.file
