"""Lists where a statement may stand, and what it closes there."""

import builtins
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.text.recover.blocks import Block, Facts, Stack, close
from pipeline.text.recover.relate import Frame, Pair
from pipeline.text.recover.rules import place
from pipeline.text.recover.statement import Statement

_GIVEN = frozenset(dir(builtins)) | {
    *("__name__", "__file__", "__doc__", "__class__", "__module__", "__qualname__", "__path__"),
}


class Place(NamedTuple):
    """The blocks that are open behind a statement: for the rules, and for the model."""

    stack: Stack
    frames: tuple[Frame, ...]


START = Place(
    stack=(Block(header=-1, keyword="module"),), frames=(Frame(header=-1, size=0, last=-1),)
)


def options(here: Place, index: int, facts: Facts) -> Iterator[tuple[int, Place]]:
    """List how many blocks the statement may close, with the place that each leads to."""
    for pops in _closings(here.stack, index, facts):
        stack = place(here.stack, index, pops, facts)
        if stack:
            left = here.frames[: len(here.frames) - pops]
            opens = facts.statements[index].opens
            yield pops, Place(stack, _grown(left, index, opens=opens))


def pairs(frames: tuple[Frame, ...], index: int, most: int) -> Iterator[Pair]:
    """List the innermost open blocks, as many as may close, each with the statement."""
    for inner in range(most):
        at = len(frames) - 1 - inner
        yield Pair(at=index, block=frames[at], outer=frames[at - 1], inner=inner, depth=at)


def _grown(left: tuple[Frame, ...], index: int, *, opens: bool) -> tuple[Frame, ...]:
    top = left[-1]
    grown = (*left[:-1], Frame(header=top.header, size=top.size + 1, last=index))
    return (*grown, Frame(header=index, size=0, last=-1)) if opens else grown


def _closings(stack: Stack, index: int, facts: Facts) -> Iterator[int]:
    """List how many blocks the statement may close, given what stands before it."""
    before = facts.statements[index - 1] if index else None
    here = facts.statements[index].keyword
    if before is not None and before.keyword == "@":
        yield from (0,) if here in ("@", "def", "class") else ()
    elif before is not None and before.opens:
        yield 0
    else:
        yield from range(len(stack))


def ends(stack: Stack, facts: Facts) -> bool:
    """Tell whether the text may end here: every block closes and every name has a value."""
    last = facts.statements[-1]
    if last.opens or last.keyword == "@":
        return False
    left: Stack | None = stack
    while left and len(left) > 1:
        left = close(left, facts) if left[-1].keyword != "try" else None
    return left is not None and left[0].needs <= left[0].bound


def facts_of(statements: tuple[Statement, ...]) -> Facts:
    """Collect what the rules must know of the whole text."""
    bound = {name: at for at, one in enumerate(statements) for name in _bound_by(one)}
    free = {name for one in statements for name in one.names.free}
    # After `from x import *` any name may come from outside.
    starred = any("*" in one.names.binds for one in statements)
    known = frozenset() if starred else frozenset(bound) - _GIVEN - free
    classes = (at for at, one in enumerate(statements) if one.keyword == "class")
    return Facts(
        statements=statements,
        known=known,
        last_bound=bound,
        first_class=next(classes, len(statements)),
    )


def _bound_by(statement: Statement) -> frozenset[str]:
    return statement.names.binds | statement.names.inner
