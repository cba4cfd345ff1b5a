"""Says in a sentence where two readings part, and what was decided in the one that held."""

from itertools import takewhile

from pipeline.text.recover.lexer import is_string
from pipeline.text.recover.result import quoted
from pipeline.text.recover.statement import CLAUSES, Statement, is_call

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
    """Name what few people write in the one reading, or hand back an empty string.

    A call that stands by itself in a class body more often belongs to the method above it, behind
    a ``raise``; what follows a docstring more often belongs under it; and a function inside another
    is there to be used.
    """
    for at, one in enumerate(statements):
        if _leaves_docstring(statements, levels, at):
            return f"line {one.line}: {quoted(one.code)} would leave a docstring as a whole body"
        if _is_idle(statements, levels, at):
            return f"line {one.line}: {quoted(one.code)} would stand in a function without use"
        if levels[at] and is_call(one.code):
            header = statements[_header(levels, at, levels[at] - 1)]
            if header.keyword == "class":
                return f"line {one.line}: {quoted(one.code)} would stand in a class by itself"
    return ""


def _is_idle(statements: tuple[Statement, ...], levels: tuple[int, ...], at: int) -> bool:
    """Tell whether a function or class without a decorator stands unused inside a function."""
    one = statements[at]
    if one.keyword not in ("def", "class") or statements[at - 1].keyword == "@":
        return False
    around = (statements[_header(levels, at, level)].keyword for level in range(levels[at]))
    scope = [keyword for keyword in around if keyword in ("def", "class")][-1:]
    later = (other.names.now | other.names.late for other in statements[at + 1 :])
    return scope == ["def"] and not any(one.names.binds & names for names in later)


def _leaves_docstring(statements: tuple[Statement, ...], levels: tuple[int, ...], at: int) -> bool:
    """Tell whether the statement ends a body of only a docstring, though it could stand in it."""
    if at < 2 or levels[at] >= levels[at - 1] or not is_string(statements[at - 1].code):  # noqa: PLR2004
        return False
    header = statements[at - 2]
    return header.keyword in ("def", "class") and _may_stand_in(statements, at, header)


def _may_stand_in(statements: tuple[Statement, ...], at: int, header: Statement) -> bool:
    """Tell whether the statement may be the first one under a docstring."""
    here = statements[at]
    if here.keyword in CLAUSES or here.needs & {"loop", "module"}:
        return False
    if header.keyword == "class":
        return "function" not in here.needs
    # Decorators go with the function under them: one with self stands in no other with self.
    run = [*takewhile(lambda one: one.keyword == "@", statements[at:])]
    defined = statements[at + len(run)]
    return not any("class" in one.needs for one in run) and not (header.method and defined.method)


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
