"""Searches for the likeliest ways to indent a list of statements."""

import math
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from pipeline.text.recover.network import Judge, Network
from pipeline.text.recover.options import START, Place, ends, options, pairs
from pipeline.text.recover.result import UnsureError, quoted
from pipeline.text.recover.scene import Scene

Levels = tuple[int, ...]
_DEEPEST = 20
_MOST_WORK = 20_000


class Reach(NamedTuple):
    """How many readings are followed at a time, and how much less likely than the best one.

    The latter is a logarithm.
    """

    most: int
    farthest: float


class Reading(NamedTuple):
    """A level for each statement, and the logarithm of its probability."""

    levels: Levels
    score: float


class _State(NamedTuple):
    score: float
    place: Place
    levels: Levels


def readings(scene: Scene, network: Network, reach: Reach) -> tuple[Reading, ...]:
    """List the likeliest ways to give each statement a level, the best first.

    Raises:
        UnsureError: there is no way, or there are too many to follow.
    """
    judge = Judge(scene, network)
    states = [_State(0.0, START, ())]
    for index, one in enumerate(scene.statements):
        grown = [longer for state in states for longer in _grown(state, index, scene, judge)]
        where = f"line {one.line}: {quoted(one.code)}"
        if not grown:
            raise UnsureError(f"{where} fits in no block that is open there")
        if judge.work > _MOST_WORK:
            raise UnsureError(f"{where} leaves too many readings")
        states = _best(grown, reach)
    complete = [state for state in states if ends(state.place.stack, scene.facts)]
    if not complete:
        raise UnsureError("the code ends in the middle of a block, or uses a name out of reach")
    return tuple(Reading(state.levels, state.score) for state in complete)


def _best(grown: list[_State], reach: Reach) -> list[_State]:
    ranked = sorted(grown, key=lambda state: (-state.score, state.levels))[: reach.most]
    return [state for state in ranked if state.score > ranked[0].score - reach.farthest]


def _grown(state: _State, index: int, scene: Scene, judge: Judge) -> Iterator[_State]:
    found = [
        (pops, place)
        for pops, place in options(state.place, index, scene.facts)
        if len(place.stack) <= _DEEPEST
    ]
    level = len(state.place.stack) - 1
    scores = [0.0] * len(found)
    if len(found) > 1:
        asked = pairs(state.place.frames, index, found[-1][0])
        sums = list(accumulate((judge.closes(pair) for pair in asked), initial=0.0))
        scores = normal([sums[pops] for pops, _ in found])
    for (pops, place), score in zip(found, scores, strict=True):
        yield _State(state.score + score, place, (*state.levels, level - pops))


def normal(scores: list[float]) -> list[float]:
    """Make scores logarithms of probabilities that add up to 1."""
    top = max(scores)
    total = top + math.log(sum(math.exp(score - top) for score in scores))
    return [score - total for score in scores]
