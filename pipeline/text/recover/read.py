"""Reads a text in every likely way: how its lines are split, and where its statements stand."""

from dataclasses import dataclass, replace

from pipeline.text.recover.indent import Reach, Reading, normal, readings
from pipeline.text.recover.listing import Listing
from pipeline.text.recover.network import Network, network
from pipeline.text.recover.options import facts_of
from pipeline.text.recover.result import UnsureError
from pipeline.text.recover.scene import scene_of
from pipeline.text.recover.statement import Statement
from pipeline.text.recover.weights import Weights

_FIRST, _OTHERS = Reach(most=16, farthest=8.0), Reach(most=4, farthest=8.0)
# For a text whose likely readings all break a rule in the end.
_WIDE = Reach(most=64, farthest=40.0)
# How much less likely (as a logarithm) a way to split is under which a name has no value.
_UNNAMED = -3.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """One reading: its statements, their levels, the logarithm of its probability.

    ``named`` tells that every name has a value where it is used.
    """

    statements: tuple[Statement, ...]
    levels: tuple[int, ...]
    score: float
    named: bool


def readings_of(found: tuple[Listing, ...], learned: Weights) -> tuple[Read, ...]:
    """List the readings of all listings, the likeliest first.

    Where a listing has none, names may be used before they have a value, as in half a program.

    Raises:
        UnsureError: there is no reading.
    """
    net = network(learned)
    faults: list[UnsureError] = []
    read = [
        one
        for each in found
        for one in _of_listing(each, net, _FIRST if each is found[0] else _OTHERS, faults)
    ]
    if not read:
        raise faults[0]
    scores = normal([one.score for one in read])
    scored = [replace(one, score=score) for one, score in zip(read, scores, strict=True)]
    return tuple(sorted(scored, key=lambda one: (-one.score, one.levels)))


def _of_listing(
    listing: Listing, net: Network, reach: Reach, faults: list[UnsureError]
) -> list[Read]:
    facts = facts_of(listing.statements)
    free = replace(facts, known=frozenset())
    for one, named, far in ((facts, True, reach), (facts, True, _WIDE), (free, False, reach)):
        try:
            found = readings(scene_of(one), net, far)
        except UnsureError as fault:
            faults.append(fault)
            continue
        return [_read(listing, each, named=named) for each in found]
    return []


def _read(listing: Listing, reading: Reading, *, named: bool) -> Read:
    score = listing.score + reading.score + (0.0 if named else _UNNAMED)
    return Read(statements=listing.statements, levels=reading.levels, score=score, named=named)
