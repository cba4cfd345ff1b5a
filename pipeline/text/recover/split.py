"""Finds the newlines that were lost inside a logical line, if there is only one way to."""

import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.text.recover.glue import check_bracket, check_glue
from pipeline.text.recover.lexer import Line, tokens
from pipeline.text.recover.result import UnsureError, quoted
from pipeline.text.recover.statement import (
    header_tree,
    is_pointless,
    keyword_of,
    simple_tree,
)
from pipeline.text.recover.words import Vocabulary

# Bounds the work on one line; a line over it is text of another kind.
_MOST_WORK = 600_000
_SPACED_DOT = re.compile(r"\b(?!(?:from|import)\b)\w+[ \t]+\.\w")
_BARE = frozenset({"return", "raise", "yield"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A part of a logical line that is one statement or header.

    ``stays`` marks a body that the text has behind its header, as in ``if x: return``.
    """

    code: str
    start: int
    stays: bool
    note: str = ""


def pieces(line: Line, words: Vocabulary) -> tuple[Piece, ...]:
    """Cut a logical line into statements and headers; most lines are one already.

    >>> from pipeline.text.recover.words import vocabulary
    >>> line = Line(code="x = 1 y = 2", line=1, comment="", after_blank=False, margin="")
    >>> [piece.code for piece in pieces(line, vocabulary(line.code))]
    ['x = 1', 'y = 2']

    Raises:
        UnsureError: the line has no reading, or more than one.
    """
    found = _as_it_stands(line.code) or _split(line, words)
    for piece in found:
        check_glue(piece.code, line, words)
        check_bracket(piece.code, line)
    return found


def _as_it_stands(code: str) -> tuple[Piece, ...]:
    if simple_tree(code) or header_tree(code):
        return (Piece(code=code, start=0, stays=False),)
    for end in _header_ends(code):
        body = code[end:].lstrip()
        if header_tree(code[:end]) and simple_tree(body):
            start = len(code) - len(body)
            head = Piece(code=code[:end], start=0, stays=False)
            return (head, Piece(code=body, start=start, stays=True))
    return ()


def _header_ends(code: str) -> Iterator[int]:
    for token in tokens(code) if keyword_of(code) not in ("", "@") else ():
        if token.text == ":" and token.depth == 0:
            yield token.start + 1


def _split(line: Line, words: Vocabulary) -> tuple[Piece, ...]:
    inside = set(_glued_cuts(line.code, words))
    cuts = sorted({*_token_cuts(line.code), *inside})
    if len(cuts) ** 2 * len(line.code) > _MOST_WORK:
        raise UnsureError(f"line {line.line}: {quoted(line.code)} is no Python statement")
    ways = _ways(line.code, (*cuts, len(line.code)), words)
    if not ways:
        raise UnsureError(f"line {line.line}: {quoted(line.code)} is no Python statement")
    if len(ways) > 1:
        raise UnsureError(f"line {line.line}: {quoted(line.code)} can be split in several ways")
    return tuple(
        _piece(line.code, start, end, "both halves are named elsewhere in the block")
        if start in inside
        else _piece(line.code, start, end, "it is no one statement as it stands")
        for start, end in zip((0, *ways[0]), ways[0], strict=False)
    )


def _piece(code: str, start: int, end: int, why: str) -> Piece:
    part = code[start:end].strip()
    at = start + len(code[start:end]) - len(code[start:end].lstrip())
    note = f'split before "{next(iter(tokens(part))).text}": {why}' if start else ""
    return Piece(code=part, start=at, stays=False, note=note)


def _token_cuts(code: str) -> Iterator[int]:
    before = ""
    for token in tokens(code):
        if token.kind in ("space", "joiner"):
            continue
        starts = token.kind == "name" or token.text == "@" or before == ":"
        # What follows a dot belongs to the name before it.
        if starts and token.depth == 0 and token.start and before != ".":
            yield token.start
        before = token.text


def _glued_cuts(code: str, words: Vocabulary) -> Iterator[int]:
    before = ""
    for token in tokens(code):
        if token.kind == "name" and token.depth == 0:
            for size in range(1, len(token.text)):
                left, right = token.text[:size], token.text[size:]
                if words.can_end(left, before) and words.can_start(right):
                    yield token.start + size
        before = token.text if token.kind not in ("space", "joiner") else before


def _ways(code: str, ends: tuple[int, ...], words: Vocabulary) -> list[tuple[int, ...]]:
    ways: dict[int, list[tuple[int, ...]]] = {0: [()]}
    for end in ends:
        for start in (0, *ends):
            if start >= end:
                break
            if ways.get(start) and _is_piece(code, start, end, ends, words):
                grown = [(*way, end) for way in ways[start]]
                ways[end] = [*ways.get(end, []), *grown][:2]
    return ways.get(ends[-1], [])


def _is_piece(code: str, start: int, end: int, ends: tuple[int, ...], words: Vocabulary) -> bool:
    part = code[start:end].strip()
    if part in _BARE and end < len(code):
        return _may_stand_bare(code, start, end, ends, words)
    # Python allows `import osfrom .context` and `del a,`; a cut that needs them is wrong.
    if _SPACED_DOT.search(part) or (part.endswith(",") and end < len(code)):
        return False
    tree = simple_tree(part)
    if tree is None:
        return header_tree(part) is not None
    return not is_pointless(tree)


def _may_stand_bare(
    code: str, start: int, end: int, ends: tuple[int, ...], words: Vocabulary
) -> bool:
    """Tell whether a ``return`` may be cut from what follows it on the line.

    Only if it can return nothing of that, and the name it leaves is known elsewhere.
    """
    if any(later > end and simple_tree(code[start:later].strip()) for later in ends):
        return False
    following = next((token for token in tokens(code[end:]) if token.kind == "name"), None)
    if following is None:
        return False
    return keyword.iskeyword(following.text) or words.count(following.text) > 1
