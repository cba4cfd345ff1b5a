"""Where a changelog tells of releases."""

import re

_HEADING = re.compile(r"## \[?v?(\d+\.\d+\.\d+)\b", re.ASCII)
_FENCE = re.compile(r" {0,3}(```|~~~)")


def told(text: str) -> dict[int, str]:
    r"""Return the versions by the numbers, from 0, of the lines that head them.

    >>> told("# Deck\n\n## Unreleased\n\n## 1.10.0 · 2026-03-01\n```\n## 1.9.0\n```\n")
    {4: '1.10.0'}
    """
    found: dict[int, str] = {}
    fenced = False
    for number, line in enumerate(text.split("\n")):
        if _FENCE.match(line):
            fenced = not fenced
        heading = _HEADING.match(line)
        if heading and not fenced:
            found[number] = heading[1]
    return found
