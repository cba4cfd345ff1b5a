"""Lists the statements of a text, with the comments and blank lines that belong to them."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.text.recover.lexer import Line, is_string, tokens
from pipeline.text.recover.result import UnsureError, quoted
from pipeline.text.recover.split import Piece, pieces
from pipeline.text.recover.statement import Statement, statement
from pipeline.text.recover.words import vocabulary

_MOST_MERGED = 12


def statements_of(text: str, lines: tuple[Line, ...]) -> tuple[Statement, ...]:
    """Read the logical lines into statements, putting lost newlines back.

    A comment on a line of its own goes with the statement after it.

    Raises:
        UnsureError: a line has no reading, or more than one.
    """
    words = vocabulary(text)
    found: list[Statement] = []
    above: tuple[str, ...] = ()
    merged = 0
    for line in lines:
        if not line.code:
            above = (*above, line.comment)
            continue
        parts = pieces(line, words)
        merged += len(parts) > 1 and not parts[1].stays
        if merged > _MOST_MERGED:
            raise UnsureError(f"line {line.line}: too many lines are merged")
        found += _of_line(line, parts, above)
        above = ()
    return (*found[:-1], replace(found[-1], below=above))


def _of_line(line: Line, parts: tuple[Piece, ...], above: tuple[str, ...]) -> Iterator[Statement]:
    for number, part in enumerate(parts):
        row = line.line + line.code[: part.start].count("\n")
        one = statement(part.code, row, stays=part.stays, joined=number > 0)
        yield replace(
            one,
            above=above if number == 0 else (),
            comment=line.comment if number == len(parts) - 1 else "",
            after_blank=line.after_blank and number == 0,
            note=part.note,
        )


def check_losses(statements: tuple[Statement, ...]) -> None:
    """Refuse a text that lost more than indentation and newlines between statements.

    Raises:
        UnsureError: a string lost its own indentation, or a line may have swallowed
            a decorator.
    """
    for at, one in enumerate(statements):
        if _has_long_string(one) and not _is_docstring(statements, at):
            raise UnsureError(
                f"line {one.line}: {quoted(one.code)} holds a string of several lines,"
                " whose own indentation is lost"
            )
        if _swallows_decorator(statements, at):
            raise UnsureError(f"line {one.line}: the end of {quoted(one.code)} may be a decorator")


def _swallows_decorator(statements: tuple[Statement, ...], at: int) -> bool:
    """Tell whether ``x = y @wrap`` stands before a definition, which may be what it wraps."""
    after = statements[at + 1].keyword if at + 1 < len(statements) else ""
    signs = (token for token in tokens(statements[at].code) if token.text == "@")
    return after in ("@", "def", "class") and any(sign.start and not sign.depth for sign in signs)


def _has_long_string(one: Statement) -> bool:
    return any(token.kind == "string" and "\n" in token.text for token in tokens(one.code))


def _is_docstring(statements: tuple[Statement, ...], at: int) -> bool:
    owner = at == 0 or statements[at - 1].keyword in ("def", "class")
    return owner and is_string(statements[at].code)
