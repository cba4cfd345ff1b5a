"""The kinds of value that people may write into a deck's files."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field, Strict

# Controls, surrogates and line separators: a YAML escape can smuggle them past any text editor.
_CONTROLS = {"Cc", "Cs", "Zl", "Zp"}


def _plain(text: str) -> str:
    for char in text:
        if unicodedata.category(char) in _CONTROLS:
            raise ValueError(f"the text holds the control character U+{ord(char):04X}")
    return text


def _lines(text: str) -> str:
    return "\n".join(map(_plain, text.split("\n")))


def _told(text: str) -> str:
    if text and not text.strip():
        raise ValueError("the text holds nothing but blanks")
    return _plain(text)


# Text of one line; `Words` must say something.
Line = Annotated[str, AfterValidator(_plain)]
Words = Annotated[str, Field(min_length=1), AfterValidator(_told)]
# Text of several lines, as YAML's `|` gives it.
Code = Annotated[str, AfterValidator(_lines)]
Positive = Annotated[int, Strict(), Field(ge=1)]
# As long as code may run: an hour is longer than anybody waits for a card.
Seconds = Annotated[int, Strict(), Field(ge=1, le=3600)]
