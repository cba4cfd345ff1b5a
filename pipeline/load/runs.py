"""runs/*.json: the committed records of what code answers printed."""

import json
from pathlib import Path

from pipeline.load.text_file import read_text
from pipeline.load.validate import validated
from pipeline.load.yaml_file import Marked
from pipeline.model.place import Place
from pipeline.model.run import Run
from pipeline.problem import Collector, Problem, Problems

HINT = "records are written by `deckpress verify`: delete the file and run it again"


def load_runs(folder: Path, name: str) -> tuple[Run, ...]:
    """Return every record in the folder, by file name; none when there is no folder.

    Raises `Problems` for records that are not JSON or not of this version's shape.
    """
    collector = Collector()
    paths = sorted(folder.glob("[!.]*.json")) if folder.is_dir() else []
    runs = [collector.attempt(_load, path, f"{name}/{path.name}") for path in paths]
    collector.finish()
    return tuple(run for run in runs if run is not None)


def _load(path: Path, name: str) -> Run:
    try:
        value = json.loads(read_text(path, name))
    except json.JSONDecodeError as error:
        place = Place(file=name, line=error.lineno)
        raise Problems([Problem(place=place, message=f"JSON: {error.msg}", hint=HINT)]) from None
    run = validated(Run, Marked(file=name, value=value, lines={}))
    if path.name != run.file:
        message = f"this record belongs into {run.file}"
        hint = "a copy or a record of another device: rename it or delete it"
        raise Problems([Problem(place=Place(file=name), message=message, hint=hint)])
    return run
