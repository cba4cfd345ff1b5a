"""Records of runs on disk."""

import dataclasses
import json
from pathlib import Path

from pipeline.disk import write_all
from pipeline.model.run import Run


def record_name(run: Run) -> str:
    """Return the record's file name: the block and the device, so that devices do not mix."""
    return f"{run.block}.{run.environment.device}.json"


def write_record(run: Run, folder: Path) -> Path:
    """Write the record into the folder of records and return its path."""
    text = json.dumps(dataclasses.asdict(run), ensure_ascii=False, indent=1) + "\n"
    write_all(folder, {record_name(run): text.encode()})
    return folder / record_name(run)
