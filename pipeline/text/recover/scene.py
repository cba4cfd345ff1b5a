"""Holds all statements of a text with what is known of them before any has a level."""

from dataclasses import dataclass, field
from functools import cached_property

from pipeline.text.recover.blocks import Facts
from pipeline.text.recover.statement import Statement
from pipeline.text.recover.traits import Traits, traits_of

NONE: frozenset[str] = frozenset()
# How far ahead the use of a name is looked for.
_AHEAD = 12
FAR = 9


@dataclass(frozen=True, kw_only=True)
class Scene:
    """The statements of a text, their traits, and the names between any two of them."""

    facts: Facts
    traits: tuple[Traits, ...]
    _between: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, in order."""
        return self.facts.statements

    @cached_property
    def bound_before(self) -> tuple[frozenset[str], ...]:
        """For each statement the names that statements before it bind, parameters included."""
        found, names = [], NONE
        for one, traits in zip(self.statements, self.traits, strict=True):
            found.append(names)
            names = names | one.names.binds | traits.binds
        return tuple(found)

    @cached_property
    def clauses(self) -> tuple[tuple[str, int], ...]:
        """For each statement the next one that continues a block, and its distance."""
        found: list[tuple[str, int]] = []
        keyword, distance = "", FAR
        for one in reversed(self.statements):
            at_hand = one.keyword in ("elif", "else", "except", "finally")
            keyword, distance = (one.keyword, 0) if at_hand else (keyword, min(distance + 1, FAR))
            found.append((keyword, distance))
        return tuple(reversed(found))

    def bound_in(self, header: int, index: int) -> frozenset[str]:
        """List the names bound behind a header, up to a statement; those of the header too."""
        if index <= header + 1:
            return self.traits[header].binds if header >= 0 else NONE
        key = (header, index)
        if key not in self._between:
            last = self.statements[index - 1].names.binds
            self._between[key] = self.bound_in(header, index - 1) | last
        return self._between[key]

    def next_use(self, names: frozenset[str], index: int) -> int:
        """Count the statements until one uses a name; those that are bound anew are dropped."""
        left = names
        for distance, at in enumerate(range(index, min(index + _AHEAD, len(self.traits)))):
            if not left:
                return FAR
            if left & self.traits[at].uses:
                return min(distance, 3) if distance < 6 else 6  # noqa: PLR2004
            left = left - self.traits[at].binds - self.statements[at].names.binds
        return FAR


def scene_of(facts: Facts) -> Scene:
    """Look at every statement."""
    return Scene(facts=facts, traits=tuple(traits_of(one) for one in facts.statements))
