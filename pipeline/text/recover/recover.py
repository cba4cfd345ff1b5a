"""Recovers flattened Python code: the likeliest readings, and how sure each is."""

import warnings

from pipeline.text.recover.comments import check_comments
from pipeline.text.recover.lexer import Line, logical_lines
from pipeline.text.recover.listing import listings
from pipeline.text.recover.rank import ranked
from pipeline.text.recover.read import readings_of
from pipeline.text.recover.result import Candidate, Recovery, UnsureError
from pipeline.text.recover.same import same_but_layout
from pipeline.text.recover.statement import parsed
from pipeline.text.recover.weights import weights

_MOST_LINES = 400


def recover(flat: str) -> Recovery:
    r"""Put lost indentation and newlines back, and say how sure each reading is.

    Code that is valid and indented already comes back as it is.

    What no reader could tell stays unseen: a bare ``return`` or ``yield`` merged with a call
    (``return g(x)``), or a call merged with a bracket without a blank (``f()(a or b).g()``).

    >>> recover("def twice(x):\nreturn x * 2 print(twice(4))").candidates[0].code
    'def twice(x):\n    return x * 2\n\n\nprint(twice(4))\n'
    """
    text = flat.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return Recovery(candidates=(), doubt="the text is empty")
    with warnings.catch_warnings():
        # Old code holds strings like "\d", which the parser warns about.
        warnings.simplefilter("ignore")
        try:
            return _checked(text, _recover(text))
        except UnsureError as error:
            return Recovery(candidates=(), doubt=error.reason)


def _checked(text: str, result: Recovery) -> Recovery:
    """Drop readings that change more than layout: no bug may reach a reader as other code."""
    kept = tuple(one for one in result.candidates if same_but_layout(text, one.code))
    if len(kept) == len(result.candidates):
        return result
    return Recovery(candidates=kept, doubt="recovering it would change more than its layout")


def _recover(text: str) -> Recovery:
    lines = logical_lines(text)
    margins = {line.margin for line in lines if line.code}
    valid = parsed(text) is not None
    if valid and (margins != {""} or not any(line.code for line in lines)):
        return _unchanged(text)
    check_comments(text)
    _check_form(lines, margins)
    learned = weights()
    found = listings(text, lines, learned.cuts)
    return ranked(text, readings_of(found, learned), learned.trust)


def _unchanged(text: str) -> Recovery:
    code = text.rstrip() + "\n"
    whole = Candidate(code=code, confidence=1.0, splits=0, indented=0, notes=())
    return Recovery(candidates=(whole,), doubt="")


def _check_form(lines: tuple[Line, ...], margins: set[str]) -> None:
    if len(lines) > _MOST_LINES:
        raise UnsureError(f"the text has more than {_MOST_LINES} lines")
    if len(margins) > 1:
        odd = next(line for line in lines if line.code and line.margin != lines[0].margin)
        raise UnsureError(f"line {odd.line}: some lines are indented and some are not")
