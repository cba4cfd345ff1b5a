"""Reads the weights of the model, which `make weights` trains."""

import base64
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_FORMS = {"b": 1, "h": 2}


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Rows of whole numbers; times the scale they are weights."""

    width: int
    scale: float
    numbers: Sequence[int]

    def row(self, at: int) -> Sequence[int]:
        """Return one row."""
        return self.numbers[at * self.width : (at + 1) * self.width]

    def rows(self) -> list[list[float]]:
        """Return all rows as weights."""
        flat = [number * self.scale for number in self.numbers]
        return [flat[at : at + self.width] for at in range(0, len(flat), self.width)]


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Weights:
    """All that was learned.

    Attributes:
        recipe: the sum of the recipe that they were trained by.
        tables: the network's weights by name.
        cuts: what each feature of a way to split a line weighs.
        trust: the slope and the offset that make a probability a confidence.
    """

    recipe: str
    tables: Mapping[str, Table]
    cuts: Mapping[str, float]
    trust: tuple[float, float]


@lru_cache(1)
def weights() -> Weights:
    """Read the weights that the package ships."""
    return read(json.loads(path().read_text(encoding="utf-8")))


def path() -> Path:
    """Return where the weights lie, beside this module."""
    return Path(__file__).with_name("weights.json")


def read(data: Mapping[str, Any]) -> Weights:
    """Read weights from their JSON."""
    slope, offset = data["trust"]
    return Weights(
        recipe=data["recipe"],
        tables={name: _table(table) for name, table in data["tables"].items()},
        cuts=data["cuts"],
        trust=(slope, offset),
    )


def _table(data: Mapping[str, Any]) -> Table:
    packed = zlib.decompress(base64.b64decode("".join(data["data"])))
    count = len(packed) // _FORMS[data["form"]]
    numbers = struct.unpack(f"<{count}{data['form']}", packed)
    return Table(width=data["width"], scale=data["scale"], numbers=numbers)
