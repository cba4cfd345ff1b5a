"""Text made safe to stand in Markdown."""

import re

_FENCE = re.compile(r"`{3,}")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")


def escape(text: str) -> str:
    r"""Return the text so that Markdown shows it as it is, on one line.

    >>> escape("a|b <c> *d*")
    'a\\|b \\<c\\> \\*d\\*'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


class Markdown(str):
    """Text that is Markdown already, and shall not be escaped."""

    __slots__ = ()


def fenced(text: str, language: str = "") -> Markdown:
    r"""Return the text as a block of code, behind a fence longer than any in it.

    >>> fenced("x = 1", "python")
    '```python\nx = 1\n```'
    """
    longest = max((len(run) for run in _FENCE.findall(text)), default=2)
    fence = "`" * max(3, longest + 1)
    return Markdown(f"{fence}{language}\n{text.rstrip()}\n{fence}")
