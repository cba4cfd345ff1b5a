"""Reads a snippet whose layout is known into statements with their levels."""

import random
from collections.abc import Iterator
from dataclasses import replace

from pipeline.text.recover.lexer import Line, logical_lines
from pipeline.text.recover.split import as_it_stands
from pipeline.text.recover.statement import Statement, statement

# So many bodies begin on their header's line because a newline was lost.
_PULLED_UP = 0.03
Leveled = tuple[tuple[Statement, ...], tuple[int, ...]]


def leveled(code: str, chance: random.Random | None = None) -> Leveled:
    """Read the code; a body behind its header stands one level deeper.

    With a chance, some first statements of a body are taken as if they stood behind their header,
    as they do where the newline between the two is lost.

    Raises:
        UnsureError: the text has a bracket or a string that is not closed.
    """
    statements: list[Statement] = []
    levels: list[int] = []
    above: tuple[str, ...] = ()
    for line, level in _with_levels(logical_lines(code)):
        if not line.code:
            above = (*above, line.comment)
            continue
        for number, piece in enumerate(as_it_stands(line.code)):
            one = statement(piece.code, line.line, stays=piece.stays, joined=number > 0)
            statements.append(replace(one, above=() if number else above))
            levels.append(level + number)
        statements[-1] = replace(statements[-1], comment=line.comment)
        above = ()
    return _pulled(statements, chance), tuple(levels)


def _pulled(statements: list[Statement], chance: random.Random | None) -> tuple[Statement, ...]:
    if chance is None:
        return tuple(statements)
    opened = [False, *(one.opens for one in statements)]
    return tuple(
        replace(one, stays=True, joined=True) if begins and chance.random() < _PULLED_UP else one
        for one, begins in zip(statements, opened, strict=False)
    )


def _with_levels(lines: tuple[Line, ...]) -> Iterator[tuple[Line, int]]:
    margins = [""]
    for line in lines:
        if line.code:
            while len(margins) > 1 and len(line.margin) < len(margins[-1]):
                margins.pop()
            if len(line.margin) > len(margins[-1]):
                margins.append(line.margin)
        yield line, len(margins) - 1
