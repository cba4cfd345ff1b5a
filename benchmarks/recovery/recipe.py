"""Names the packages that the model learns from, and those that it is measured on."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).with_name("recipe.json")
# Raised by hand whenever the trainer would make other weights from the same packages.
TRAINER = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Package:
    """A package of a certain version, as a wheel or an sdist."""

    name: str
    version: str
    form: str


def packages(part: str) -> tuple[Package, ...]:
    """Return the packages of a part of the recipe: train, develop or bench."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))[part]
    return tuple(Package(**row) for row in rows)


def recipe_sum() -> str:
    """Return the sum of all that decides about the weights; they carry it."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    text = json.dumps([TRAINER, rows["train"], rows["develop"]], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
