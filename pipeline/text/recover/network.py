"""Weighs how surely a block closes before a statement: a small network, in plain Python."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import mul

from pipeline.text.recover.relate import Pair, relations
from pipeline.text.recover.roles import ROLES, roles
from pipeline.text.recover.scene import Scene
from pipeline.text.recover.weights import Table, Weights

Vector = list[float]


class Network:
    """The layers, made ready for use."""

    def __init__(self, weights: Weights) -> None:
        tables = weights.tables
        self._words, self._relations = tables["words"], tables["relations"]
        width, self._roles = self._words.width, tables["roles"].rows()
        self._width = width
        self._columns = [
            list(zip(*self._roles[at * width : (at + 1) * width], strict=True))
            for at in range(len(ROLES))
        ]
        self._bias = tables["bias"].rows()[0]
        self._second, self._second_bias = tables["second"].rows(), tables["second bias"].rows()[0]
        self._third, self._third_bias = tables["third"].rows()[0], tables["third bias"].rows()[0][0]

    def seen(self, words: Iterable[int]) -> Vector:
        """See one statement."""
        return _positive(_summed(self._words, words))

    def in_role(self, seen: Vector, role: int) -> Vector:
        """Tell what a statement adds to the hidden layer in a role."""
        return [sum(map(mul, seen, column)) for column in self._columns[role]]

    def judge(self, numbers: Iterable[int], parts: Iterable[Vector]) -> float:
        """Weigh a pair by its relations and by what the statements around it add."""
        own = _summed(self._relations, numbers)
        hidden = _positive([sum(each) for each in zip(own, self._bias, *parts, strict=True)])
        middle = _positive(
            [
                sum(map(mul, hidden, row)) + bias
                for row, bias in zip(self._second, self._second_bias, strict=True)
            ]
        )
        return float(sum(map(mul, middle, self._third))) + self._third_bias


def _summed(table: Table, rows: Iterable[int]) -> Vector:
    """Add up rows of a table; whole numbers, so that the order does not matter."""
    return [sum(each) * table.scale for each in zip(*map(table.row, rows), strict=True)]


def _positive(vector: Sequence[float]) -> Vector:
    return [max(0.0, value) for value in vector]


@lru_cache(1)
def network(weights: Weights) -> Network:
    """Make the layers ready, once."""
    return Network(weights)


class Judge:
    """Weighs the pairs of one text, each once."""

    def __init__(self, scene: Scene, network: Network) -> None:
        self._scene, self._network = scene, network
        self._seen: dict[int, Vector] = {}
        self._parts: dict[tuple[int, int], Vector] = {}
        self._known: dict[Pair, float] = {}

    def closes(self, pair: Pair) -> float:
        """Tell how surely the block closes; above 0 it rather does."""
        if pair not in self._known:
            around = roles(pair, len(self._scene.traits))
            parts = [self._part(at, role) for role, at in enumerate(around) if at >= 0]
            self._known[pair] = self._network.judge(relations(self._scene, pair), parts)
        return self._known[pair]

    @property
    def work(self) -> int:
        """How many pairs were weighed."""
        return len(self._known)

    def _part(self, at: int, role: int) -> Vector:
        if (at, role) not in self._parts:
            if at not in self._seen:
                self._seen[at] = self._network.seen(self._scene.traits[at].words)
            self._parts[at, role] = self._network.in_role(self._seen[at], role)
        return self._parts[at, role]
