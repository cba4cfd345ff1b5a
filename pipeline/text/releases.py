"""Where a changelog tells of releases."""

import re

_HEADING = re.compile(r"## \[?v?(\d+\.\d+\.\d+)(?![\w.-])", re.ASCII)
# A fence opens with three marks or more; backticks behind that are code inside a line.
_FENCE = re.compile(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)")


def told(text: str) -> dict[int, str]:
    r"""Return the versions by the numbers, from 0, of the lines that head them.

    >>> told("# Deck\n\n## Unreleased\n\n## 1.10.0 · 2026-03-01\n```\n## 1.9.0\n```\n")
    {4: '1.10.0'}
    """
    found: dict[int, str] = {}
    fence = ""
    for number, line in enumerate(text.split("\n")):
        fence = _fence_after(fence, line)
        heading = _HEADING.match(line)
        if heading and not fence:
            found[number] = heading[1]
    return found


def _fence_after(fence: str, line: str) -> str:
    """Return the mark of the fence that is open after the line, "" for none.

    As CommonMark has it, a fence ends with its own mark, at least as long, and nothing behind it.
    """
    if fence:
        ends = line.strip(" ").startswith(fence) and not line.strip(f" {fence[0]}")
        return "" if ends else fence
    opened = _FENCE.fullmatch(line)
    return (opened[1] or opened[2]) if opened else ""
