"""Refuses a valid statement that may be two with the newline between them lost."""

import ast
from itertools import pairwise

from pipeline.text.recover.lexer import Line, tokens
from pipeline.text.recover.result import UnsureError, quoted
from pipeline.text.recover.statement import header_tree, is_pointless, simple_tree
from pipeline.text.recover.words import Vocabulary

_CONSTANTS = frozenset({"True", "False", "None"})
_TELLING = frozenset({"print", "self", "pass", "break", "continue", "return"})


def check_glue(code: str, line: Line, words: Vocabulary) -> None:
    """Refuse a valid statement that may be two, as ``x = yprint(x)`` is where y is known."""
    if _hides_tuple(code):
        raise UnsureError(f"line {line.line}: {quoted(code)} may be two assignments")
    if _hides_async(code, words):
        raise UnsureError(f'line {line.line}: the end of {quoted(code)} may be "async"')
    before = ""
    chained = _is_chained(code)
    for token in tokens(code):
        if token.kind == "name" and not token.depth and words.count(token.text) == 1:
            after = code[token.end :].lstrip()[:1]
            for size in range(1, len(token.text)):
                left, right = token.text[:size], token.text[size:]
                known = words.can_end(left, before) and words.can_start(right)
                telling = known or chained or _stands_out(left, right, (before, after), words)
                if telling and _both(code, token.start + size):
                    raise UnsureError(
                        f'line {line.line}: "{token.text}" may be two names'
                        f' (such as "{left}" and "{right}") with a newline lost between them'
                    )
        before = token.text if token.kind not in ("space", "joiner") else before


def _stands_out(left: str, right: str, around: tuple[str, str], words: Vocabulary) -> bool:
    """Tell whether one half of an unknown name makes it suspicious, whatever the other is."""
    before, after = around
    special = right.startswith("__") and right.endswith("__") and right.strip("_") != ""
    if special or right in _TELLING or (left in _CONSTANTS and before != "."):
        return True
    # Most names that begin like a known one are longer by a letter or by `_word`.
    whole = left + right
    if left in words.plain and before != "." and after == "(" and not words.is_builtin(whole):
        return len(left) > 1 and len(right) > 1 and not (right.startswith("_") or left[-1] == "_")
    # A name of one letter ends many words; it counts where a statement often begins with one.
    return right in words.plain and (len(right) > 1 or after in (".", "="))


def check_bracket(code: str, line: Line) -> None:
    """Refuse ``a.f() (b / c).g()`` and ``x = a,f()``, whose end may be a statement of its own."""
    row = tokens(code)
    commas = (two for one, two in pairwise(row) if one.text == ",")
    for token in commas:
        if token.kind == "name" and not token.depth and _both(code, token.start):
            raise UnsureError(f"line {line.line}: {quoted(code[token.start :])} may be a statement")
    for before, space, token in zip(row, row[1:], row[2:], strict=False):
        ends = before.kind in ("name", "string", "number") or before.text in ")]}"
        opens = token.text in ("(", "[") and not token.depth and space.kind == "space"
        if ends and opens and _both(code, token.start):
            raise UnsureError(f"line {line.line}: {quoted(code[token.start :])} may be a statement")


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
