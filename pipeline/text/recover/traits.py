"""Tells what one statement looks like, as numbers of features that the model knows."""

import ast
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.text.recover.kinds import kind_of
from pipeline.text.recover.lexer import Token, tokens
from pipeline.text.recover.statement import Statement, header_tree, simple_tree

# How many numbers the features of statements are folded into.
WORDS = 8192
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_MOST_NAMES = 14
_NUMBER, _STRING = "0", '"'


@dataclass(frozen=True, kw_only=True, slots=True)
class Traits:
    """What the model sees of a statement.

    Attributes:
        kind: see `kind_of`.
        binds: the names that it binds, or that its block begins with.
        uses: the names that it reads.
        first: its first token.
        callee: the dotted name that it calls first, or nothing.
        target: the text before its first ``=``, or nothing.
        shape: its tokens with names and values blanked out, at most eight.
        words: the numbers of its features.
    """

    kind: str
    binds: frozenset[str]
    uses: frozenset[str]
    first: str
    callee: str
    target: str
    shape: str
    words: tuple[int, ...]


def number(feature: str, size: int) -> int:
    """Fold a feature into a number below the size; the same one on every machine."""
    return zlib.crc32(feature.encode()) % size


def traits_of(one: Statement) -> Traits:
    """Tell what the statement looks like."""
    tree = header_tree(one.code) or simple_tree(one.code) or ast.Module(body=[], type_ignores=[])
    row = tuple(token for token in tokens(one.code) if token.kind not in _BLANK)
    kind = kind_of(one, tree)
    callee, target = _callee(row), _target(row)
    features = dict.fromkeys(_features(one, kind, row, callee, target))
    return Traits(
        kind=kind,
        binds=one.names.inner if one.keyword == "def" else one.names.binds,
        uses=one.names.now | one.names.late,
        first=row[0].text,
        callee=callee,
        target=target,
        shape=" ".join(_blanked(token) for token in row[:8]),
        words=tuple(number(feature, WORDS) for feature in features),
    )


_BLANK = frozenset({"space", "newline", "joiner", "comment"})


def _blanked(token: Token) -> str:
    return {"name": "n", "number": _NUMBER, "string": _STRING}.get(token.kind, token.text)


def _callee(row: tuple[Token, ...]) -> str:
    """Find the first dotted name that an opening parenthesis follows."""
    dotted: list[str] = []
    for token in row[:16]:
        if token.text == "(" and dotted and dotted[-1] not in (".", "if", "in", "not", "return"):
            return "".join(dotted)
        joins = token.text == "." or (dotted and dotted[-1] == ".")
        dotted = [*dotted, token.text] if joins else [token.text] if token.kind == "name" else []
    return ""


def _target(row: tuple[Token, ...]) -> str:
    for at, token in enumerate(row[:12]):
        if token.text == "=" and not token.depth:
            compares = row[at + 1].text == "=" or row[at - 1].text in "=!<>"
            return "" if compares else "".join(part.text for part in row[:at])
    return ""


def _features(
    one: Statement, kind: str, row: tuple[Token, ...], callee: str, target: str
) -> Iterator[str]:
    yield f"kind {kind}"
    yield f"first {row[0].text}"
    yield f"start {' '.join(token.text for token in row[:3])}"
    yield f"shape {' '.join(_blanked(token) for token in row[:5])}"
    yield f"length {min(len(row) // 4, 8)}"
    yield f"end {row[-1].text if row[-1].kind == 'operator' else row[-1].kind}"
    if callee:
        yield f"calls {callee}"
        yield f"method {callee.rpartition('.')[2]}"
    if target:
        yield f"target {target}"
    if one.above or one.comment:
        yield f"comment {bool(one.above)} {bool(one.comment)}"
        yield from _remarks(one.above)
    if one.needs:
        yield f"needs {' '.join(sorted(one.needs))}"
    yield from _contents(row)


def _remarks(above: tuple[str, ...]) -> Iterator[str]:
    for word in re.findall(r"\w+", above[-1].lower())[:4] if above else ():
        yield f"remark {word}"


def _contents(row: tuple[Token, ...]) -> Iterator[str]:
    names = [token.text for token in row if token.kind == "name"]
    yield f"names {min(len(names), 8)}"
    for name in names[:_MOST_NAMES]:
        yield f"name {name}"
        yield from _parts(name)
    for token in row:
        if token.kind in ("number", "string"):
            yield f"value {token.text[:6] if token.kind == 'number' else _STRING}"
        elif token.kind == "operator" and token.text not in ".,":
            yield f"sign {token.text}"


@lru_cache(4096)
def _parts(name: str) -> tuple[str, ...]:
    parts = _PART.findall(name)
    return tuple(f"part {part.lower()}" for part in parts) if len(parts) > 1 else ()
