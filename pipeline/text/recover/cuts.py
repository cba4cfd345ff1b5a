"""Finds where a logical line may be cut into statements, and describes each cut for the model."""

import keyword
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.text.recover.lexer import Token, tokens
from pipeline.text.recover.words import Vocabulary

_LONG = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """A place in a line where a newline may have been: its offset, and what the model sees.

    Attributes:
        why: what speaks for it, for a note.
    """

    at: int
    features: tuple[str, ...]
    why: str


def cuts(code: str, words: Vocabulary, *, valid: bool) -> tuple[Cut, ...]:
    """List the cuts: before a name or behind a header's colon, and inside glued names.

    Where the line is valid as it stands, a name is cut only if it stands nowhere else.
    """
    row = tuple(token for token in tokens(code) if token.kind not in ("space", "joiner", "newline"))
    found = (*_between(row), *_inside(code, row, words, valid=valid))
    return tuple(sorted(found, key=lambda cut: cut.at))


def _between(row: tuple[Token, ...]) -> Iterator[Cut]:
    for before, token in pairwise(row):
        text = token.text.startswith(('"' * 3, "'" * 3)) and before.kind != "operator"
        starts = text or token.kind == "name" or token.text == "@" or before.text == ":"
        # What follows a dot belongs to the name before it.
        if starts and not token.depth and before.text != ".":
            how = "glued" if before.end == token.start else "blank"
            left, right = _side(before), _side(token)
            yield Cut(
                at=token.start,
                features=(f"{how}", f"{how} {left}", f"to {right}", f"{left} to {right}"),
                why="it is no one statement as it stands",
            )


def _side(token: Token) -> str:
    """Name a token by its kind, or a keyword by itself."""
    known = keyword.iskeyword(token.text) or token.text in ("print", "self")
    return token.text if known or token.kind == "operator" else token.kind


def _inside(code: str, row: tuple[Token, ...], words: Vocabulary, *, valid: bool) -> Iterator[Cut]:
    before = ""
    for token in row:
        whole = token.kind == "name" and not token.depth
        if whole and not (valid and words.count(token.text) > 1):
            after = code[token.end :].lstrip()[:1]
            for size in range(1, len(token.text)):
                left, right = token.text[:size], token.text[size:]
                known = words.can_end(left, before), words.can_start(right)
                if any(known) and not right[0].isdigit():
                    yield Cut(
                        at=token.start + size,
                        features=tuple(_glue(left, right, (before, after), words)),
                        why=_why(known),
                    )
        before = token.text


def _why(known: tuple[bool, bool]) -> str:
    if all(known):
        return "both halves are named elsewhere in the block"
    return "one half is named elsewhere in the block"


def _glue(left: str, right: str, around: tuple[str, str], words: Vocabulary) -> Iterator[str]:
    """Describe a cut inside a name."""
    before, after = around
    ending, starting = _standing(left, words, dotted=before == "."), _standing(right, words)
    whole = "dotted" if before == "." else "plain"
    sizes = f"{min(len(left), _LONG)} {min(len(right), _LONG)}"
    after = after if after in ("(", "=", ".", ",", "") else "other"
    yield "inside"
    yield f"inside {ending} {starting}"
    yield f"inside {ending} {whole}"
    yield f"inside {starting} {after}"
    yield f"inside {sizes} {ending} {starting}"
    yield f"inside known {words.count(left + right) > 1} {words.is_builtin(left + right)}"
    yield f"inside joint {left[-1] == '_'} {right[0] == '_'} {right[0].isupper()}"
    yield f"inside after {before if before in ('=', 'return', 'import') else whole} {starting}"


def _standing(word: str, words: Vocabulary, *, dotted: bool = False) -> str:
    """Tell how well the word is known."""
    if word in ("print", "self") or keyword.iskeyword(word):
        return word
    count = words.dotted.get(word, 0) if dotted else words.plain.get(word, 0)
    if count:
        return f"known {min(count, _LONG)}"
    return "builtin" if words.is_builtin(word) else "unknown"
