"""Tells whether recovered code is the text it was made from, but for its layout."""

import ast
import re
from typing import TypeGuard

from pipeline.text.recover.lexer import tokens
from pipeline.text.recover.statement import parsed

_MARGIN = re.compile(r"\n[^\S\n]+")


def same_but_layout(text: str, code: str) -> bool:
    """Tell whether both have the same characters but blanks, and the same strings."""
    return "".join(text.split()) == "".join(code.split()) and _keeps_strings(text, code)


def _keeps_strings(text: str, code: str) -> bool:
    """Tell whether all strings are the same to the last blank, but for a docstring's margin."""
    before, after = (
        [token for token in tokens(one) if token.kind == "string"] for one in (text, code)
    )
    tree = parsed(code)
    if tree is None or len(before) != len(after):
        return False
    alone = {node.lineno for node in ast.walk(tree) if _is_docstring(node)}
    return all(
        one.text == two.text
        or (two.line in alone and _MARGIN.sub("\n", one.text) == _MARGIN.sub("\n", two.text))
        for one, two in zip(before, after, strict=True)
    )


def _is_docstring(node: ast.AST) -> TypeGuard[ast.Expr]:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
