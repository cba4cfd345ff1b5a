"""Writes trained weights as the file that the package ships."""

import base64
import json
import struct
import zlib
from collections.abc import Mapping
from typing import Any

from recovery.net import Net
from torch import Tensor

_LINE = 120
_LARGEST = {"b": 127, "h": 32767}


def packed(net: Net, cuts: Mapping[str, float], trust: tuple[float, float], recipe: str) -> str:
    """Return the weights as JSON, the same for the same weights."""
    data = {
        "recipe": recipe,
        "trust": [round(number, 4) for number in trust],
        "cuts": {name: round(weight, 3) for name, weight in sorted(cuts.items()) if weight},
        "tables": {
            "words": _table(net.words.weight, "b"),
            "relations": _table(net.relations.weight, "b"),
            "roles": _table(net.roles.flatten(0, 1), "h"),
            "bias": _table(net.bias[None], "h"),
            "second": _table(net.second.weight, "h"),
            "second bias": _table(net.second.bias[None], "h"),
            "third": _table(net.third.weight, "h"),
            "third bias": _table(net.third.bias[None], "h"),
        },
    }
    return json.dumps(data, indent=1) + "\n"


def _table(weights: Tensor, form: str) -> dict[str, Any]:
    """Round the weights to whole numbers of a scale of their own."""
    rows = weights.detach().double()
    scale = float(f"{max(rows.abs().max().item(), 1e-9) / _LARGEST[form]:.6e}")
    numbers = [int(number) for number in (rows / scale).round().flatten().tolist()]
    limit = _LARGEST[form]
    numbers = [max(-limit, min(limit, number)) for number in numbers]
    text = base64.b64encode(zlib.compress(struct.pack(f"<{len(numbers)}{form}", *numbers), 9))
    lines = [text[at : at + _LINE].decode() for at in range(0, len(text), _LINE)]
    return {"form": form, "width": rows.shape[1], "scale": scale, "data": lines}
