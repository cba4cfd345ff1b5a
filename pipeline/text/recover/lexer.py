"""Cuts text into tokens and logical lines, without needing the text to be valid Python."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.text.recover.result import UnsureError

_TOKEN = re.compile(
    r"""
      (?P<string>[rRbBuUfF]{0,2}(?:\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}
        |"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))
    | (?P<comment>\#[^\n]*)
    | (?P<newline>\n)
    | (?P<joiner>\\\n)
    | (?P<space>[^\S\n]+)
    | (?P<number>0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+
        |(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?[jJ]?)
    | (?P<name>[^\W\d]\w*)
    | (?P<operator>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CLOSERS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """One token: its kind, its text, and the bracket depth it stands at."""

    kind: str
    text: str
    line: int
    start: int
    depth: int

    @property
    def end(self) -> int:
        """The offset just behind the token."""
        return self.start + len(self.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One logical line: all that stands between two newlines outside brackets.

    ``code`` is empty for a line that is only a comment.
    """

    code: str
    line: int
    comment: str
    after_blank: bool
    margin: str


@lru_cache(4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Cut the whole text into tokens; joined again they are the text.

    The same lines are asked for again and again, so what was cut is kept.

    Raises:
        UnsureError: a bracket or a string is not closed.
    """
    return tuple(_checked(text))


def _checked(text: str) -> Iterator[Token]:
    line, opened = 1, [""]
    for match in _TOKEN.finditer(text):
        kind, word = match.lastgroup or "", match.group()
        if kind == "operator" and word in "\"'":
            raise UnsureError(f"line {line}: a string is not closed")
        if word in _CLOSERS and opened.pop() != _CLOSERS[word]:
            raise UnsureError(f"line {line}: {_quoted(word)} closes no bracket")
        depth = len(opened) - 1
        yield Token(kind=kind, text=word, line=line, start=match.start(), depth=depth)
        if kind == "operator" and word in "([{":
            opened.append(word)
        line += word.count("\n")
    if len(opened) > 1:
        raise UnsureError(f"line {line}: {_quoted(opened[-1])} is never closed")


def _quoted(mark: str) -> str:
    """Quote one sign for a message."""
    return f'"{mark}"'


def logical_lines(text: str) -> tuple[Line, ...]:
    r"""Cut the text into its logical lines, leaving blank ones out.

    >>> [line.code for line in logical_lines("f(1)\ng()")]
    ['f(1)', 'g()']
    """
    lines: list[Line] = []
    row: list[Token] = []
    blank = False
    for token in (*tokens(text), Token(kind="newline", text="\n", line=0, start=0, depth=0)):
        if token.kind != "newline" or token.depth:
            row.append(token)
            continue
        if any(part.kind != "space" for part in row):
            lines.append(_line(tuple(row), after_blank=blank))
            blank = False
        else:
            blank = bool(lines)
        row = []
    return tuple(lines)


def is_string(code: str) -> bool:
    """Tell whether the code is one string and nothing else, as a docstring is."""
    return [token.kind for token in tokens(code)] == ["string"]


def _line(row: tuple[Token, ...], *, after_blank: bool) -> Line:
    comment = row[-1].text.rstrip() if row[-1].kind == "comment" else ""
    code = "".join(token.text for token in (row[:-1] if comment else row))
    return Line(
        code=code.strip(),
        line=row[0].line,
        comment=comment,
        after_blank=after_blank,
        margin=row[0].text if row[0].kind == "space" else "",
    )
