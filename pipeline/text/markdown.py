"""Text made safe to stand in Markdown."""

import re

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")


def escape(text: str) -> str:
    r"""Return the text so that Markdown shows it as it is, on one line.

    >>> escape("a|b <c> *d*")
    'a\\|b \\<c\\> \\*d\\*'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
