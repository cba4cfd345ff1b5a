"""Recovers flattened Python code, where exactly one reading makes sense."""

import ast
import re
import warnings
from typing import TypeGuard

from pipeline.text.recover.comments import check_comments
from pipeline.text.recover.indent import readings
from pipeline.text.recover.lexer import Line, logical_lines, tokens
from pipeline.text.recover.listing import check_losses, statements_of
from pipeline.text.recover.reasons import closings, difference, oddity
from pipeline.text.recover.render import render, stays
from pipeline.text.recover.result import Recovered, Refused, UnsureError
from pipeline.text.recover.statement import Statement, compiles, parsed

_MOST_LINES = 400
_MARGIN = re.compile(r"\n[^\S\n]+")


def recover(flat: str) -> Recovered | Refused:
    r"""Put lost indentation and newlines back, or say what is unsure; never guess.

    Code that is valid and indented already comes back as it is.

    What no reader could tell stays unseen: a bare ``return`` or ``yield`` merged with a call
    (``return g(x)``), or a call merged with a bracket without a blank (``f()(a or b).g()``).

    >>> recover("def twice(x):\nreturn x * 2 print(twice(4))").code
    'def twice(x):\n    return x * 2\n\n\nprint(twice(4))\n'
    """
    text = flat.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return Refused(reason="the text is empty")
    with warnings.catch_warnings():
        # Old code holds strings like "\d", which the parser warns about.
        warnings.simplefilter("ignore")
        try:
            return _checked(text, _recover(text))
        except UnsureError as error:
            return Refused(reason=error.reason)


def _checked(text: str, result: Recovered | Refused) -> Recovered | Refused:
    """Refuse a recovery that changes more than layout: no bug may reach a reader as other code."""
    if isinstance(result, Refused):
        return result
    if _bare(text) == _bare(result.code) and _keeps_strings(text, result.code):
        return result
    return Refused(reason="recovering it would change more than its layout")


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


def _bare(text: str) -> str:
    return "".join(text.split())


def _recover(text: str) -> Recovered | Refused:
    lines = logical_lines(text)
    margins = {line.margin for line in lines if line.code}
    valid = parsed(text) is not None
    if valid and (margins != {""} or not any(line.code for line in lines)):
        return _unchanged(text)
    check_comments(text)
    _check_form(lines, margins)
    statements = statements_of(text, lines)
    if valid and not any(one.opens for one in statements):
        return _unchanged(text)
    check_losses(statements)
    found = readings(statements)
    sources = tuple(render(statements, levels) for levels in found)
    if len(found) > 1:
        return Refused(reason=difference(statements, *found[:2]), readings=sources)
    return _recovered(statements, found[0], sources[0])


def _unchanged(text: str) -> Recovered:
    return Recovered(code=text.rstrip() + "\n", splits=0, indented=0, notes=())


def _check_form(lines: tuple[Line, ...], margins: set[str]) -> None:
    if len(lines) > _MOST_LINES:
        raise UnsureError(f"the text has more than {_MOST_LINES} lines")
    if len(margins) > 1:
        odd = next(line for line in lines if line.code and line.margin != lines[0].margin)
        raise UnsureError(f"line {odd.line}: some lines are indented and some are not")


def _recovered(statements: tuple[Statement, ...], levels: tuple[int, ...], code: str) -> Recovered:
    # Some rules are checked by the compiler only, such as a nonlocal without its function.
    if not compiles(code):
        raise UnsureError("the only reading breaks a rule of Python")
    if odd := oddity(statements, levels):
        raise UnsureError(odd)
    put_back = [
        one for at, one in enumerate(statements) if one.joined and not stays(statements, levels, at)
    ]
    splits = tuple(f"line {one.line}: {one.note}" for one in put_back if one.note)
    return Recovered(
        code=code,
        splits=len(put_back),
        indented=sum(
            level > 0 and not stays(statements, levels, at) for at, level in enumerate(levels)
        ),
        notes=(*splits, *closings(statements, levels)),
    )
