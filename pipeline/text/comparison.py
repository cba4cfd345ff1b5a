"""Two outputs of the same code, compared."""

import difflib
import re

_NUMBER = re.compile(r"(?<![\w.])[+-]?(?:\d[\d,]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w])")


def difference(was: str, now: str) -> str:
    r"""Return what changed from one text to the other as a diff, nothing where they are equal.

    Blanks at the end of a line do not count.

    >>> difference("a 1\n", "a 1 \n")
    ''
    """
    before, after = _rows(was), _rows(now)
    if before == after:
        return ""
    return "\n".join(difflib.unified_diff(before, after, "record", "now", lineterm=""))


def numeric_difference(was: str, now: str, *, rtol: float, atol: float) -> str:
    """Return what changed, where numbers that are close count as equal and all else must be.

    Close is what numpy.allclose calls so: |now - was| <= atol + rtol * |was|.

    >>> numeric_difference("loss 1.094", "loss 1.095", rtol=1e-2, atol=0)
    ''
    """
    if _skeleton(was) != _skeleton(now):
        return difference(was, now)
    pairs = zip(_numbers(was), _numbers(now), strict=True)
    close = all(abs(new - old) <= atol + rtol * abs(old) for old, new in pairs)
    return "" if close else difference(was, now)


def _skeleton(text: str) -> list[str]:
    """Return the text without its numbers, and without the blanks they are padded with."""
    return [" ".join(_NUMBER.sub("#", row).split()) for row in _rows(text)]


def _rows(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().split("\n")]


def _numbers(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in _NUMBER.findall(text)]
