"""Takes a snippet's indentation away, and some of its newlines, as scraping does."""

import random
from dataclasses import dataclass

from pipeline.text.recover.lexer import Line, logical_lines


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One logical line of the flat text: its code, where merged lines begin, its comment."""

    code: str
    cuts: tuple[int, ...]
    comment: str

    @property
    def text(self) -> str:
        """The line as it stands in the flat text."""
        return "  ".join(part for part in (self.code, self.comment) if part)


def flatten(code: str, rate: float, chance: random.Random) -> tuple[Row, ...]:
    """Merge that share of the newlines between lines of code, half of them without a blank.

    A newline behind or before a comment stays.
    """
    rows: list[Row] = []
    for line in logical_lines(code):
        one = Row(code=_flat(line), cuts=(), comment=line.comment)
        free = rows and rows[-1].code and not rows[-1].comment and one.code
        if free and chance.random() < rate:
            one = _merged(rows.pop(), one, chance.choice(("", " ")))
        rows.append(one)
    return tuple(rows)


def joined(rows: tuple[Row, ...]) -> str:
    """Write the rows as one text."""
    return "\n".join(row.text for row in rows) + "\n"


def _flat(line: Line) -> str:
    return "\n".join(row.strip() for row in line.code.split("\n"))


def _merged(one: Row, two: Row, between: str) -> Row:
    return Row(
        code=one.code + between + two.code,
        cuts=(*one.cuts, len(one.code) + len(between)),
        comment=two.comment,
    )
