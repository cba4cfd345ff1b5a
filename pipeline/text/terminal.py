"""Text made safe to be printed on a terminal."""

import unicodedata

# Controls, invisible formatting (bidirectional overrides among it), surrogates, private use.
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def printable(text: str) -> str:
    r"""Return the text with everything a terminal would obey, or hide, written as `\u…`.

    Line ends stay, since messages may hold a diff or a traceback.

    >>> printable("a\x1b[31mb\nc")
    'a\\u001b[31mb\nc'
    """
    return "".join(
        char if char == "\n" or unicodedata.category(char) not in _UNSAFE else _written(char)
        for char in text
    )


def _written(char: str) -> str:
    return f"\\u{ord(char):04x}"
