"""The baseline: every line is one statement, a colon opens a block, what leaves one closes it."""

import re

from pipeline.text.recover import Candidate, Recovery
from pipeline.text.recover.lexer import logical_lines
from pipeline.text.recover.result import UnsureError

_OWNERS = {
    "elif": ("if", "elif"),
    "else": ("if", "elif", "for", "while", "except"),
    "except": ("try", "except"),
    "finally": ("try", "except", "else"),
    "case": ("match", "case"),
}
_LEAVES = frozenset({"return", "raise", "break", "continue", "pass"})
_WORD = re.compile(r"@|(?:async\s+)?(\w+)")
_METHOD = re.compile(r"\(\s*(self|cls)\b")


def greedy(flat: str) -> Recovery:
    """Indent the text line by line, without ever looking ahead."""
    try:
        codes = [line.code or line.comment for line in logical_lines(flat)]
    except UnsureError as error:
        return Recovery(candidates=(), doubt=error.reason)
    code = "\n".join("    " * level + row for level, row in zip(_levels(codes), codes, strict=True))
    one = Candidate(code=code + "\n", confidence=1.0, splits=0, indented=0, notes=())
    return Recovery(candidates=(one,), doubt="")


def _levels(codes: list[str]) -> list[int]:
    levels: list[int] = []
    level, classes = 0, False
    opened: list[tuple[str, int]] = []
    for code in codes:
        found = _WORD.match(code)
        word = (found.group(1) or "@") if found else ""
        level = _level(word, code, level, opened, classes=classes)
        classes = classes or word == "class"
        opened = [each for each in opened if each[1] < level or word in _OWNERS]
        levels.append(level)
        if code.endswith(":"):
            opened.append((word, level))
            level += 1
        elif word in _LEAVES:
            level = max(0, level - 1)
    return levels


def _level(
    word: str, code: str, level: int, opened: list[tuple[str, int]], *, classes: bool
) -> int:
    if word == "class":
        return 0
    if word in ("def", "@"):
        return int(classes and (word == "@" or bool(_METHOD.search(code))))
    if word in _OWNERS:
        owners = (at for key, at in reversed(opened) if key in _OWNERS[word] and at <= level)
        return next(owners, max(0, level - 1))
    return level
