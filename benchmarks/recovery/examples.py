"""Turns snippets into numbers to learn from: statements, and the choices between their places."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from recovery.truth import Leveled

from pipeline.text.recover.options import START, Place, facts_of, options, pairs
from pipeline.text.recover.relate import Pair, relations
from pipeline.text.recover.roles import roles
from pipeline.text.recover.scene import Scene, scene_of

# Deeper choices than this are left out.
DEEPEST = 8
Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class Examples:
    """Growing lists of numbers: statements' words, pairs' relations, choices' answers."""

    words: list[int] = field(default_factory=list)
    word_starts: list[int] = field(default_factory=lambda: [0])
    relations: list[int] = field(default_factory=list)
    relation_starts: list[int] = field(default_factory=lambda: [0])
    roles: list[tuple[int, ...]] = field(default_factory=list)
    choices: list[tuple[int, int, int, int]] = field(default_factory=list)
    snippets: list[tuple[int, int]] = field(default_factory=list)

    def add(self, truth: Leveled) -> bool:
        """Add one snippet; tell whether the rules allow the way it is written."""
        statements, levels = truth
        if not statements:
            return False
        scene = scene_of(facts_of(statements))
        found = tuple(_choices(scene, levels))
        if any(answer < 0 for _, _, answer in found):
            return False
        base = len(self.word_starts)
        for traits in scene.traits:
            self.words.extend(traits.words)
            self.word_starts.append(len(self.words))
        for asked, legal, answer in found:
            self.choices.append((len(self.roles), len(asked), legal, answer))
            for pair in asked:
                self._ask(scene, pair, base)
        self.snippets.append((base, len(self.choices)))
        return True

    def _ask(self, scene: Scene, pair: Pair, base: int) -> None:
        self.relations.extend(relations(scene, pair))
        self.relation_starts.append(len(self.relations))
        # Number 0 stands for no statement.
        self.roles.append(
            tuple(base + at if at >= 0 else 0 for at in roles(pair, len(scene.traits)))
        )

    def arrays(self) -> Arrays:
        """Return everything as arrays."""
        return {
            "words": np.array(self.words, dtype=np.int32),
            "word_starts": np.array(self.word_starts, dtype=np.int64),
            "relations": np.array(self.relations, dtype=np.int32),
            "relation_starts": np.array(self.relation_starts, dtype=np.int64),
            "roles": np.array(self.roles, dtype=np.int32),
            "choices": np.array(self.choices, dtype=np.int64),
            "snippets": np.array(self.snippets, dtype=np.int64),
        }


def _choices(scene: Scene, levels: tuple[int, ...]) -> Iterator[tuple[tuple[Pair, ...], int, int]]:
    """Follow the true layout: pairs asked, the legal answers as bits, the right one (-1: none)."""
    here: Place | None = START
    for index, level in enumerate(levels):
        assert here is not None  # noqa: S101
        allowed = dict(options(here, index, scene.facts))
        answer = len(here.stack) - 1 - level
        if answer not in allowed:
            yield (), 0, -1
            return
        most = max(allowed)
        if len(allowed) > 1 and most <= DEEPEST:
            legal = sum(1 << pops for pops in allowed)
            yield tuple(pairs(here.frames, index, most)), legal, answer
        here = allowed[answer]
