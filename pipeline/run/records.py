"""Records of runs, written whole or not at all."""

import dataclasses
import json
import os
from pathlib import Path

from pipeline.model.run import Run


def record_name(run: Run) -> str:
    """Return the record's file name: the block and the device, so that devices do not mix."""
    return f"{run.block}.{run.environment.device}.json"


def write_record(run: Run, folder: Path) -> Path:
    """Write the record into the folder of records and return its path."""
    folder.mkdir(exist_ok=True)
    path = folder / record_name(run)
    half = path.with_suffix(".part")
    text = json.dumps(dataclasses.asdict(run), ensure_ascii=False, indent=1)
    half.write_text(text + "\n", encoding="utf8")
    os.replace(half, path)
    return path
