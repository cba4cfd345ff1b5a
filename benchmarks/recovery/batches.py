"""Cuts the examples into batches of whole snippets."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from recovery.examples import DEEPEST, Arrays
from torch import Tensor


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Some snippets: their statements' words, their pairs, their choices with the right answers.

    ``rows`` and ``columns`` say which choice a pair belongs to, and how far inside it stands.
    """

    words: Tensor
    word_starts: Tensor
    relations: Tensor
    relation_starts: Tensor
    roles: Tensor
    rows: Tensor
    columns: Tensor
    legal: Tensor
    answers: Tensor


def batches(arrays: Arrays, chosen: np.ndarray, size: int) -> Iterator[Batch]:
    """Cut the chosen snippets, in that order, into batches."""
    ends = np.concatenate([[0], arrays["snippets"][:, 1]])
    stops = np.concatenate([arrays["snippets"][1:, 0], [len(arrays["word_starts"])]])
    for at in range(0, len(chosen), size):
        part = chosen[at : at + size]
        choices = _ranges(ends[part], ends[part + 1])
        if len(choices):
            statements = _ranges(arrays["snippets"][part, 0], stops[part])
            yield _batch(arrays, statements, arrays["choices"][choices])


def _ranges(starts: np.ndarray, stops: np.ndarray) -> np.ndarray:
    """List the numbers of several ranges, one after the other."""
    sizes = stops - starts
    offsets = np.repeat(starts - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
    return offsets + np.arange(sizes.sum())


def _batch(arrays: Arrays, statements: np.ndarray, choices: np.ndarray) -> Batch:
    pairs = _ranges(choices[:, 0], choices[:, 0] + choices[:, 1])
    rows = np.repeat(np.arange(len(choices)), choices[:, 1])
    columns = _ranges(np.zeros(len(choices), dtype=np.int64), choices[:, 1])
    # Statements count from 1 here and in the examples, where 0 stands for none.
    places = np.zeros(int(statements.max()) + 1, dtype=np.int64)
    places[statements] = np.arange(1, len(statements) + 1)
    legal = (choices[:, 2:3] >> np.arange(DEEPEST + 1)) & 1
    words, word_starts = _bags(arrays["words"], arrays["word_starts"], statements - 1)
    relations, relation_starts = _bags(arrays["relations"], arrays["relation_starts"], pairs)
    return Batch(
        words=words,
        word_starts=word_starts,
        relations=relations,
        relation_starts=relation_starts,
        roles=torch.from_numpy(places[arrays["roles"][pairs]]),
        rows=torch.from_numpy(rows),
        columns=torch.from_numpy(columns),
        legal=torch.from_numpy(legal.astype(bool)),
        answers=torch.from_numpy(choices[:, 3].copy()),
    )


def _bags(flat: np.ndarray, starts: np.ndarray, rows: np.ndarray) -> tuple[Tensor, Tensor]:
    sizes = starts[rows + 1] - starts[rows]
    taken = flat[_ranges(starts[rows], starts[rows + 1])]
    offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    return torch.from_numpy(taken.astype(np.int64)), torch.from_numpy(offsets)
