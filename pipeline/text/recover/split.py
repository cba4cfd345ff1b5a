"""Finds the newlines that were lost inside a logical line: every way, and how likely each is."""

import ast
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.text.recover.cuts import Cut, cuts
from pipeline.text.recover.kinds import kind_of
from pipeline.text.recover.lexer import Line, tokens
from pipeline.text.recover.result import UnsureError, quoted
from pipeline.text.recover.statement import (
    header_tree,
    is_pointless,
    keyword_of,
    simple_tree,
    statement,
)
from pipeline.text.recover.words import Vocabulary

# Bounds the work on one line; a line over it is text of another kind.
_MOST_WORK = 600_000
_MOST_WAYS = 64
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """One way to read a line: its pieces, and what the model sees in them."""

    pieces: tuple[Piece, ...]
    features: tuple[str, ...]


def ways(line: Line, words: Vocabulary) -> tuple[Way, ...]:
    """List the ways to read a line, the one as it stands first; most lines have no other.

    >>> from pipeline.text.recover.words import vocabulary
    >>> line = Line(code="x = 1 y = 2", line=1, comment="", after_blank=False, margin="")
    >>> [[piece.code for piece in way.pieces] for way in ways(line, vocabulary(line.code))]
    [['x = 1', 'y = 2']]

    Raises:
        UnsureError: the line has no reading.
    """
    whole = as_it_stands(line.code)
    places = cuts(line.code, words, valid=bool(whole))
    if len(places) ** 2 * len(line.code) > _MOST_WORK:
        places = ()
    taken = tuple(piece.start for piece in whole)
    split = (way for way in _split(line.code, places) if _starts(way) != taken)
    found = (*([_whole(whole)] if whole else []), *split)
    if not found:
        raise UnsureError(f"line {line.line}: {quoted(line.code)} is no Python statement")
    return found


def chances(found: tuple[Way, ...], weights: Mapping[str, float]) -> tuple[float, ...]:
    """Tell the logarithm of the probability of each way."""
    scores = [sum(weights.get(feature, 0.0) for feature in way.features) for way in found]
    top = max(scores)
    total = top + math.log(sum(math.exp(score - top) for score in scores))
    return tuple(score - total for score in scores)


def _starts(way: Way) -> tuple[int, ...]:
    return tuple(piece.start for piece in way.pieces)


def as_it_stands(code: str) -> tuple[Piece, ...]:
    """Read the line without putting a newline back; nothing if it is not valid."""
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


def _whole(pieces: tuple[Piece, ...]) -> Way:
    features = [feature for piece in pieces for feature in _piece_features(piece.code)]
    return Way(pieces=pieces, features=("whole", *features))


def _split(code: str, places: tuple[Cut, ...]) -> Iterator[Way]:
    """List the ways that cut the line at least once."""
    known = {cut.at: cut for cut in places}
    ends = (*sorted(known), len(code))
    for count, way in enumerate(_paths(code, 0, ends, set())):
        if count == _MOST_WAYS:
            return
        if len(way) > 1:
            yield _way(code, way, known)


def _way(code: str, way: tuple[int, ...], known: Mapping[int, Cut]) -> Way:
    starts = (0, *way[:-1])
    pieces = tuple(
        _piece(code, start, end, known.get(start)) for start, end in zip(starts, way, strict=True)
    )
    seen = [feature for start in starts[1:] for feature in known[start].features]
    parts = [feature for piece in pieces for feature in _piece_features(piece.code)]
    return Way(pieces=pieces, features=(*seen, *parts))


def _paths(
    code: str, start: int, ends: tuple[int, ...], dead: set[int]
) -> Iterator[tuple[int, ...]]:
    """List the ways to go from the start to the end over valid pieces.

    Places that lead nowhere are remembered, so that no way into them is tried twice.
    """
    if start == len(code):
        yield ()
        return
    alive = False
    for end in ends:
        if end > start and end not in dead and _is_piece(code, start, end, last=end == len(code)):
            for rest in _paths(code, end, ends, dead):
                alive = True
                yield (end, *rest)
    if not alive:
        dead.add(start)


def _piece(code: str, start: int, end: int, cut: Cut | None) -> Piece:
    part = code[start:end].strip()
    at = start + len(code[start:end]) - len(code[start:end].lstrip())
    note = f'split before "{next(iter(tokens(part))).text}": {cut.why}' if cut else ""
    return Piece(code=part, start=at, stays=False, note=note)


def _is_piece(code: str, start: int, end: int, *, last: bool) -> bool:
    part = code[start:end].strip()
    if part in _BARE:
        return True
    # Python allows `import osfrom .context` and `del a,`; a cut that needs them is wrong.
    if _SPACED_DOT.search(part) or (part.endswith(",") and not last):
        return False
    tree = simple_tree(part)
    if tree is None:
        return header_tree(part) is not None
    return not is_pointless(tree) or (last and (start == 0 or _is_shown(tree)))


def _is_shown(tree: ast.Module) -> bool:
    """Tell whether the expression is one whose value a notebook shows: ``x.shape``, ``x[0]``."""
    node = tree.body[-1]
    shown = isinstance(node, ast.Expr) and isinstance(node.value, ast.Attribute | ast.Subscript)
    return shown and len(tree.body) == 1


def _piece_features(code: str) -> Iterator[str]:
    tree = header_tree(code) or simple_tree(code) or ast.Module(body=[], type_ignores=[])
    kind = kind_of(statement(code, 0, stays=False, joined=False), tree)
    yield f"piece {kind}"
    if code in _BARE:
        yield f"bare {code}"
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) > 1:
            yield "chained"
            yield f"chained {any(isinstance(each, ast.Tuple) for each in node.targets[1:])}"
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
            yield "tuple"
