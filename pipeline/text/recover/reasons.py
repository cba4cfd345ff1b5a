"""Says in a sentence where two readings part, and what was decided in the one that held."""

from pipeline.text.recover.result import quoted
from pipeline.text.recover.statement import Statement, is_call

_CALLED = {"for": "loop", "while": "loop", "def": "function", "class": "class"}


def difference(
    statements: tuple[Statement, ...], first: tuple[int, ...], second: tuple[int, ...]
) -> str:
    """Name the first statement that stands elsewhere in the second reading.

    For example: ``line 4: "print(total)" can stand in the loop of line 2 or after it``.
    """
    at = next(at for at, (one, two) in enumerate(zip(first, second, strict=True)) if one != two)
    deeper = first if first[at] > second[at] else second
    header = statements[_header(deeper, at, min(first[at], second[at]))]
    here = statements[at]
    return (
        f"line {here.line}: {quoted(here.code)} can stand in the {block_name(header)}"
        f" of line {header.line} or after it"
    )


def oddity(statements: tuple[Statement, ...], levels: tuple[int, ...]) -> str:
    """Name a call that stands by itself in a class body, or hand back an empty string.

    Such a call more often belongs to the method above it, behind a ``raise``.
    """
    for at, one in enumerate(statements):
        if levels[at] and is_call(one.code):
            header = statements[_header(levels, at, levels[at] - 1)]
            if header.keyword == "class":
                return f"line {one.line}: {quoted(one.code)} would stand in a class by itself"
    return ""


def block_name(header: Statement) -> str:
    """Name the block that a header opens: the loop, the function, the "if" block."""
    return _CALLED.get(header.keyword, f'"{header.keyword}" block')


def closings(statements: tuple[Statement, ...], levels: tuple[int, ...]) -> tuple[str, ...]:
    """Tell for each statement that stands outside the function or class above it, which one."""
    notes = []
    for at in range(1, len(statements)):
        if levels[at] >= levels[at - 1]:
            continue
        header = statements[_header(levels, at - 1, levels[at])]
        if header.keyword in ("def", "class"):
            here = statements[at]
            notes.append(
                f"line {here.line}: {quoted(here.code)} stands after the {block_name(header)}"
                f" of line {header.line}"
            )
    return tuple(notes)


def _header(levels: tuple[int, ...], at: int, level: int) -> int:
    """Find the header at that level whose block holds the statement."""
    return max(other for other in range(at) if levels[other] == level)
