"""Tells whether a recovered text is the code that it was made from."""

import ast
import re

from recovery.snippets import parsed

_MARGIN = re.compile(r"\n[^\S\n]+")


def same(code: str, truth: str) -> bool:
    """Tell whether both have the same tree, but for the margins inside of strings."""
    one, two = parsed(code), parsed(truth)
    return one is not None and two is not None and _dump(one) == _dump(two)


def _dump(tree: ast.Module) -> str:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = _MARGIN.sub("\n", node.value)
    return ast.dump(tree)
