"""Brackets and quotation marks that lack their other half.

Left alone: the apostrophes of "model’s", "users’" and "’90s", the bracket behind the number of
an enumeration, "a)", and half-open intervals, [0, 1). The price: a closing ’ too many behind a
Latin letter is not seen.
"""

import re

_OPENING = {
    ")": "(",
    "]": "[",
    "}": "{",
    "）": "（",
    "】": "【",
    "》": "《",
    "”": "“",
    "’": "‘",
    "」": "「",
}
_INTERVAL = re.compile(r"[\[(]\s*[-−]?[\d.∞]+\s*[,，]\s*[-−+]?[\d.∞]+\s*[\])]")
_NUMBERED = re.compile(r"(?:^|[\s，；：。、,;:])(?:[A-Za-z]|\d{1,2}|[ivx]{1,4})$")
_LATIN = re.compile(r"[A-Za-z0-9]")


def unpaired(text: str) -> tuple[str, ...]:
    """Return each bracket or quotation mark that lacks its other half, with the text around it.

    >>> unpaired("模型（LLM"), unpaired("a (b [c) d]")
    (('模型（LLM',), ('b [c) d]',))
    >>> unpaired("a) the “model’s” users’ (’90s) data in [0, 1)")
    ()
    """
    prose = _INTERVAL.sub(lambda match: " " * len(match.group()), text)
    open_: list[int] = []
    wrong: list[int] = []
    for at, char in enumerate(prose):
        if char in _OPENING.values():
            open_.append(at)
        elif char in _OPENING and not _is_other(prose, at, open_):
            _close(prose, at, open_, wrong)
    odd = [prose.rindex('"')] if prose.count('"') % 2 else []
    return tuple(text[max(0, at - 4) : at + 5].strip() for at in sorted({*wrong, *open_, *odd}))


def _close(text: str, at: int, open_: list[int], wrong: list[int]) -> None:
    """Take the other half from those that are open; one that is not the last is at fault."""
    halves = [place for place in open_ if text[place] == _OPENING[text[at]]]
    if not halves:
        wrong.append(at)
    elif halves[-1] == open_[-1]:
        open_.pop()
    else:
        wrong.append(at)
        open_.remove(halves[-1])


def _is_other(text: str, at: int, open_: list[int]) -> bool:
    """Say whether the character at `at` is no closing half: an apostrophe, or that of "a)"."""
    before, after = text[:at], text[at + 1 : at + 2]
    halves = any(text[place] == _OPENING[text[at]] for place in open_)
    if text[at] == "’":
        inside = _LATIN.match(before[-1:]) and _LATIN.match(after)
        beside = _LATIN.match(before[-1:]) or _LATIN.match(after)
        return bool(inside or (beside and not halves))
    return text[at] in ")）" and not halves and _NUMBERED.search(before) is not None
