"""Says what a reading leaves open, however sure the model is of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.text.recover.glue import glued
from pipeline.text.recover.lexer import is_string, tokens
from pipeline.text.recover.reasons import oddity
from pipeline.text.recover.result import quoted
from pipeline.text.recover.statement import Statement
from pipeline.text.recover.words import Vocabulary

# Of the strings of several lines that are no docstrings, so many have no indentation of their own.
_UNINDENTED = 0.45
# Keeps what reads oddly under `ACCEPTED`, so that somebody looks at it.
_SHOWN = 0.9


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """What is in doubt, and how much of the confidence it leaves."""

    reason: str
    leaves: float


def doubts(
    statements: tuple[Statement, ...], levels: tuple[int, ...], words: Vocabulary
) -> Iterator[Doubt]:
    """List what speaks against one reading."""
    for at, one in enumerate(statements):
        if _has_long_string(one) and not _is_docstring(statements, at):
            yield Doubt(
                reason=f"line {one.line}: {quoted(one.code)} holds a string of several lines,"
                " whose own indentation is lost",
                leaves=_UNINDENTED,
            )
        if _swallows_decorator(statements, at):
            reason = f"line {one.line}: the end of {quoted(one.code)} may be a decorator"
            yield Doubt(reason=reason, leaves=_SHOWN)
    yield from glue(statements, words)
    if reason := oddity(statements, levels):
        yield Doubt(reason=reason, leaves=_SHOWN)


def glue(statements: tuple[Statement, ...], words: Vocabulary) -> Iterator[Doubt]:
    """List statements that may be two, with no more than the look of their names to tell."""
    for one in statements:
        for reason in glued(one.code, one.line, words):
            yield Doubt(reason=reason, leaves=_SHOWN)


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
