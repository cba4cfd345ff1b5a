"""The numbers of the clozes in a field, which are the numbers of a note's cards."""

import re

_MARK = re.compile(r"\{\{c([0-9]+(?:,[0-9]+)*)::|\}\}")
_HIGHEST = 500  # Anki makes one card of all that is numbered higher
_TOO_HIGH = 1 << 16  # and takes such a number for plain text


def numbers(text: str) -> frozenset[int]:
    """Return the numbers of the clozes, 1 to 500; one that is never closed is none.

    >>> sorted(numbers("{{c1::a {{c3::b}}}} {{c2::c"))
    [1, 3]
    """
    found: set[int] = set()
    opened: list[set[int]] = []
    for mark in _MARK.finditer(text):
        if mark[1] is not None:
            values = _values(mark[1])
            if values:
                opened.append({min(value, _HIGHEST) for value in values if value})
        elif opened:
            closed = opened.pop()
            (opened[-1] if opened else found).update(closed)
    return frozenset(found)


def _values(written: str) -> list[int]:
    # Cut short, since Python refuses to read thousands of digits.
    values = (int(digits.lstrip("0")[:6] or "0") for digits in written.split(","))
    return [value for value in values if value < _TOO_HIGH]
