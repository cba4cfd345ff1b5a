"""Finds valid statements that may be two with the newline between them lost."""

import ast
from collections.abc import Iterator
from itertools import pairwise

from pipeline.text.recover.lexer import tokens
from pipeline.text.recover.result import quoted
from pipeline.text.recover.statement import header_tree, is_pointless, simple_tree
from pipeline.text.recover.words import Vocabulary

_CONSTANTS = frozenset({"True", "False", "None"})
_TELLING = frozenset({"print", "self", "pass", "break", "continue", "return"})


def glued(code: str, line: int, words: Vocabulary) -> Iterator[str]:
    """Say where a valid statement may be two, as ``x = yprint(x)`` is where y is known."""
    if _hides_tuple(code):
        yield f"line {line}: {quoted(code)} may be two assignments"
    if _hides_async(code, words):
        yield f'line {line}: the end of {quoted(code)} may be "async"'
    for whole, left, right in _halves(code, words):
        yield (
            f'line {line}: "{whole}" may be two names'
            f' (such as "{left}" and "{right}") with a newline lost between them'
        )
    for tail in _behind_bracket(code):
        yield f"line {line}: {quoted(tail)} may be a statement"


def _halves(code: str, words: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """List names that may be two, of which the model does not know enough: whole, left, right.

    Where both halves are known names, the model weighs both readings.
    """
    before = ""
    chained = _is_chained(code)
    for token in tokens(code):
        if token.kind == "name" and not token.depth and words.count(token.text) == 1:
            after = code[token.end :].lstrip()[:1]
            for size in range(1, len(token.text)):
                left, right = token.text[:size], token.text[size:]
                known = words.can_end(left, before) and words.can_start(right)
                telling = chained or _is_special(left, right, before)
                odd = not known and _stands_out(left, right, (before, after), words)
                if (telling or odd) and _both(code, token.start + size):
                    yield token.text, left, right
        before = token.text if token.kind not in ("space", "joiner") else before


def _is_special(left: str, right: str, before: str) -> bool:
    """Tell whether a half is a word that no name begins or ends with: ``Nonex``, ``xself``."""
    special = right.startswith("__") and right.endswith("__") and right.strip("_") != ""
    return special or right in _TELLING or (left in _CONSTANTS and before != ".")


def _stands_out(left: str, right: str, around: tuple[str, str], words: Vocabulary) -> bool:
    """Tell whether one half of an unknown name makes it suspicious, whatever the other is."""
    before, after = around
    # Most names that begin or end like a known one are longer by a letter or by `_word`.
    if left[-1] == "_" or right[0] == "_":
        return False
    if left in words.plain and before != "." and after == "(":
        return len(left) > 1 and len(right) > 1 and not words.is_builtin(left + right)
    # A name of one letter ends many words; it counts where a statement often begins with one.
    return right in words.plain and (len(right) > 1 or after in (".", "="))


def _behind_bracket(code: str) -> Iterator[str]:
    """List ends that may be statements, as in ``a.f() (b / c).g()`` and ``x = a,f()``."""
    row = tokens(code)
    commas = (two for one, two in pairwise(row) if one.text == ",")
    for token in commas:
        if token.kind == "name" and not token.depth and _both(code, token.start):
            yield code[token.start :]
    for before, space, token in zip(row, row[1:], row[2:], strict=False):
        ends = before.kind in ("name", "string", "number") or before.text in ")]}"
        opens = token.text in ("(", "[") and not token.depth and space.kind == "space"
        if ends and opens and _both(code, token.start):
            yield code[token.start :]


def _hides_async(code: str, words: Vocabulary) -> bool:
    """Tell whether the code is like ``@wrapasync``, whose end may belong to the next function."""
    last = tokens(code)[-1]
    glued = last.text.endswith("async") and last.text != "async"
    return glued and last.kind == "name" and words.count(last.text) == 1


def _hides_tuple(code: str) -> bool:
    """Tell whether the code is like ``a = b, c = d``, which may be ``a = b,`` and ``c = d``."""
    tree = simple_tree(code)
    return tree is not None and any(
        isinstance(node, ast.Assign)
        and any(isinstance(each, ast.Tuple) for each in node.targets[1:])
        for node in tree.body
    )


def _is_chained(code: str) -> bool:
    """Tell whether the code is like ``a = b.cd = e``: few people write that, glue makes it."""
    tree = simple_tree(code)
    return tree is not None and any(
        isinstance(node, ast.Assign) and len(node.targets) > 1 for node in tree.body
    )


def _both(code: str, cut: int) -> bool:
    left, right = simple_tree(code[:cut].strip()), simple_tree(code[cut:].strip())
    if left is None or (right is None and header_tree(code[cut:].strip()) is None):
        return False
    return not is_pointless(left) and (right is None or not is_pointless(right))
