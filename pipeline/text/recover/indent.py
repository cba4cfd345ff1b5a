"""Enumerates every way to indent a list of statements that makes sense."""

import builtins
from collections.abc import Iterator

from pipeline.text.recover.blocks import Block, Facts, Stack, close
from pipeline.text.recover.result import UnsureError, quoted
from pipeline.text.recover.rules import place
from pipeline.text.recover.statement import Statement

Levels = tuple[int, ...]
# States that differ in their past only: two are enough to refuse, a third is shown.
_MOST_PASTS = 3
_MOST_STATES = 256
_GIVEN = frozenset(dir(builtins)) | {
    *("__name__", "__file__", "__doc__", "__class__", "__module__", "__qualname__", "__path__"),
}


def readings(statements: tuple[Statement, ...]) -> tuple[Levels, ...]:
    """List the ways to give each statement a level, up to three; one means it is certain.

    Raises:
        UnsureError: there is no way, or there are too many to follow.
    """
    facts = facts_of(statements)
    states: dict[Stack, tuple[Levels, ...]] = {(Block(header=-1, keyword="module"),): ((),)}
    for index, statement in enumerate(statements):
        states = _grown(states, index, facts)
        where = f"line {statement.line}: {quoted(statement.code)}"
        if not states:
            raise UnsureError(f"{where} fits in no block that is open there")
        if len(states) > _MOST_STATES:
            raise UnsureError(f"{where} leaves too many readings")
    complete = [past for stack, pasts in states.items() if _ends(stack, facts) for past in pasts]
    if not complete:
        raise UnsureError("the code ends in the middle of a block, or uses a name out of reach")
    return tuple(complete[:_MOST_PASTS])


def _grown(
    states: dict[Stack, tuple[Levels, ...]], index: int, facts: Facts
) -> dict[Stack, tuple[Levels, ...]]:
    grown: dict[Stack, tuple[Levels, ...]] = {}
    for stack, pasts in states.items():
        for pops in _closings(stack, index, facts):
            placed = place(stack, index, pops, facts)
            if placed:
                level = len(stack) - 1 - pops
                longer = tuple((*past, level) for past in pasts)
                grown[placed] = (*grown.get(placed, ()), *longer)[:_MOST_PASTS]
    return grown


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


def _ends(stack: Stack, facts: Facts) -> bool:
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
