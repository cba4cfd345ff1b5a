"""runs/*.json: the committed records of what code printed, and the files it left."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from pipeline.load.text_file import read_text
from pipeline.load.validate import validated
from pipeline.load.yaml_file import Marked
from pipeline.model.picture import png_size
from pipeline.model.place import Place
from pipeline.model.run import Artifact, Record, Run
from pipeline.problem import Collector, Problem, Problems
from pipeline.text.digest import SCHEMA

HINT = "records are written by `deckpress verify`: delete the file and run it again"
NEWER = "get a newer deckpress, or delete the file and run `deckpress verify`"


def load_runs(folder: Path, name: str) -> tuple[Record, ...]:
    """Return every record in the folder, by file name; none when there is no folder.

    Records of an older shape are passed over, since what they say of the code no longer counts.
    Raises `Problems` for a folder that is a link, for records that are not JSON, not of this shape,
    or changed since they were written, and for artifacts that are gone or not those that were left.
    """
    if folder.is_symlink():
        raise Problems([_problem(name, "the folder is a link", "put the folder itself there")])
    collector = Collector()
    paths = sorted(folder.glob("[!.]*.json")) if folder.is_dir() else []
    records = [collector.attempt(_load, path, f"{name}/{path.name}") for path in paths]
    collector.finish()
    return tuple(record for record in records if record is not None)


def _load(path: Path, name: str) -> Record | None:
    try:
        value = json.loads(read_text(path, name))
    except json.JSONDecodeError as error:
        place = Place(file=name, line=error.lineno)
        raise Problems([Problem(place=place, message=f"JSON: {error.msg}", hint=HINT)]) from None
    except (RecursionError, ValueError):
        raise Problems([_problem(name, "JSON: too many brackets, or digits", HINT)]) from None
    if isinstance(value, dict) and value.get("schema") in range(1, SCHEMA):
        return None
    if isinstance(value, dict) and value.get("schema") != SCHEMA:
        raise Problems([_problem(name, "this is no record that this deckpress knows", NEWER)])
    run = _validated(value, name)
    if path.name != run.file:
        message = f"this record belongs into {run.file}"
        hint = "a copy or a record of another environment: rename it or delete it"
        raise Problems([_problem(name, message, hint)])
    if run.seal != run.sealed.seal:
        raise Problems([_problem(name, "this record was changed after it was written", HINT)])
    left = {n: _artifact(path.parent, run, n, told, name) for n, told in run.artifacts.items()}
    return Record(run=run, artifacts=left)


def _validated(value: object, name: str) -> Run:
    try:
        return validated(Run, Marked(file=name, value=_as_tuples(value), lines={}))
    except Problems as found:
        # Nobody mends a record by hand.
        raise Problems(replace(problem, hint=HINT) for problem in found.problems) from None


def _as_tuples(value: object) -> object:
    """Return the value with tuples for JSON's lists, as documents have them here."""
    if isinstance(value, dict):
        return {key: _as_tuples(inner) for key, inner in value.items()}
    return tuple(map(_as_tuples, value)) if isinstance(value, list) else value


def _artifact(folder: Path, run: Run, name: str, told: Artifact, record: str) -> bytes:
    path = folder / run.artifact_file(name)
    data = path.read_bytes() if path.is_file() else None
    if data is None or hashlib.sha256(data).hexdigest() != told.sha256:
        what = "is gone" if data is None else "is not the file that the run left"
        message = f"{path.name} {what}"
        raise Problems([_problem(record, message, HINT)])
    try:
        png_size(data)
    except ValueError as error:
        raise Problems([_problem(record, f"{path.name} can't be shown: {error}", HINT)]) from None
    return data


def _problem(name: str, message: str, hint: str) -> Problem:
    return Problem(place=Place(file=name), message=message, hint=hint)
