"""Learns what the features of a way to split a line weigh."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

import torch
from recovery.corrupt import Row, flatten, joined
from torch.nn import functional

from pipeline.text.recover.lexer import Line
from pipeline.text.recover.result import UnsureError
from pipeline.text.recover.split import ways
from pipeline.text.recover.words import Vocabulary, vocabulary

_EPOCHS, _SIZE, _RATE, _DECAY = 8, 256, 0.03, 1e-4


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """A line with its ways' features, and which is right."""

    ways: tuple[tuple[str, ...], ...]
    right: int


def lines_of(code: str, rate: float, chance: random.Random) -> list[Sample]:
    """Flatten a snippet and list its lines that have several ways."""
    try:
        rows = flatten(code, rate, chance)
        words = vocabulary(joined(rows))
    except UnsureError:
        return []
    return [line for row in rows if row.code for line in _line(row, words)]


def _line(row: Row, words: Vocabulary) -> Iterable[Sample]:
    one = Line(code=row.code, line=1, comment="", after_blank=False, margin="")
    try:
        found = ways(one, words)
    except UnsureError:
        return
    starts = [tuple(piece.start for piece in way.pieces if not piece.stays) for way in found]
    right = (0, *row.cuts)
    # A body behind its header may have stood there, or not: it is the same code.
    fits = [
        at
        for at, way in enumerate(found)
        if starts[at] == right or tuple(piece.start for piece in way.pieces) == right
    ]
    if len(found) > 1 and fits:
        yield Sample(ways=tuple(way.features for way in found), right=fits[0])


def learned(lines: list[Sample], seed: int) -> dict[str, float]:
    """Learn the weights by the right ways' likelihood."""
    names = sorted({name for line in lines for way in line.ways for name in way})
    numbers = {name: at for at, name in enumerate(names)}
    torch.manual_seed(seed)
    weigh = torch.nn.EmbeddingBag(len(names), 1, mode="sum")
    torch.nn.init.zeros_(weigh.weight)
    optimizer = torch.optim.AdamW(weigh.parameters(), lr=_RATE, weight_decay=_DECAY)
    order = random.Random(seed)  # noqa: S311
    for _ in range(_EPOCHS):
        shuffled = order.sample(lines, len(lines))
        for at in range(0, len(lines), _SIZE):
            part = shuffled[at : at + _SIZE]
            loss = functional.nll_loss(_scores(part, numbers, weigh), _right(part))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    return dict(zip(names, weigh.weight.detach().flatten().tolist(), strict=True))


def _right(lines: list[Sample]) -> torch.Tensor:
    return torch.tensor([line.right for line in lines])


def _scores(
    lines: list[Sample], numbers: dict[str, int], weigh: torch.nn.EmbeddingBag
) -> torch.Tensor:
    flat = [numbers[name] for line in lines for way in line.ways for name in way]
    sizes = [len(way) for line in lines for way in line.ways]
    starts = torch.tensor([0, *sizes[:-1]]).cumsum(0)
    scores = weigh(torch.tensor(flat), starts).flatten()
    most = max(len(line.ways) for line in lines)
    laid = scores.new_full((len(lines), most), -1e9)
    rows = torch.tensor([at for at, line in enumerate(lines) for _ in line.ways])
    columns = torch.tensor([at for line in lines for at in range(len(line.ways))])
    laid[rows, columns] = scores
    return functional.log_softmax(laid, dim=1)
