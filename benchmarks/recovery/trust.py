"""Learns how a reading's probability becomes a confidence: by how often such a one is right."""

import math
import random
from collections.abc import Iterator

from recovery.corrupt import flatten, joined
from recovery.judged import same
from recovery.snippets import Snippet

from pipeline.text.recover.lexer import logical_lines
from pipeline.text.recover.listing import listings
from pipeline.text.recover.read import readings_of
from pipeline.text.recover.render import render
from pipeline.text.recover.result import UnsureError
from pipeline.text.recover.weights import Weights

_RATES = (0.0, 0.05)
_SUREST = 1e-6
_STEPS = 60
# Keeps the offset near 0 and the slope near 1 where there are few outcomes.
_PRIOR = 1.0


def trusted(snippets: list[Snippet], learned: Weights) -> tuple[float, float]:
    """Fit the slope and the offset of a logistic curve over the odds, by Newton's method."""
    found = [one for rate in _RATES for one in _outcomes(snippets, rate, learned)]
    slope, offset = 1.0, 0.0
    for _ in range(_STEPS):
        slope, offset = _step(found, slope, offset)
    return slope, offset


def _step(found: list[tuple[float, bool]], slope: float, offset: float) -> tuple[float, float]:
    first, second = _PRIOR * (1.0 - slope), -_PRIOR * offset
    both, squares, count = 0.0, _PRIOR, _PRIOR
    for odds, right in found:
        chance = 1.0 / (1.0 + math.exp(-(slope * odds + offset)))
        weight = chance * (1.0 - chance)
        first += (right - chance) * odds
        second += right - chance
        both, squares, count = both + weight * odds, squares + weight * odds**2, count + weight
    size = squares * count - both * both
    return (
        slope + (first * count - second * both) / size,
        offset + (second * squares - first * both) / size,
    )


def _outcomes(
    snippets: list[Snippet], rate: float, learned: Weights
) -> Iterator[tuple[float, bool]]:
    """Yield the odds of the likeliest readings that had rivals, and whether they are right."""
    for number, snippet in enumerate(snippets):
        text = joined(flatten(snippet.code, rate, random.Random(number)))  # noqa: S311
        try:
            read = readings_of(listings(text, logical_lines(text), learned.cuts), learned)
        except UnsureError:
            continue
        if len(read) > 1:
            code = render(read[0].statements, read[0].levels)
            chance = min(max(math.exp(read[0].score), _SUREST), 1.0 - _SUREST)
            yield math.log(chance / (1.0 - chance)), same(code, snippet.code)
