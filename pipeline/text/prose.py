"""Sentences cut into what is set as it is and what wants care: code, names, rare letters."""

import re
from collections.abc import Iterator
from typing import Literal

from pipeline.text.typography import has_han

Kind = Literal["text", "code", "name", "letter", "sub"]
Piece = tuple[Kind, str]

# Lines break behind the hyphen of GPT-|3, 8-|bit, n-|gram and DP-|SGD. A Chinese character may
# stand against a name, and no name goes on with one.
_END = r"(?![\w\u00c0-\u024f-])"
_NAME = (
    r"(?<![A-Za-z0-9])(?:"
    rf"[A-Za-z][A-Za-z0-9]*-(?:\d[\w.]*\b|[a-z]{_END})"
    r"|\d+-bit\b"
    rf"|(?<!-)[A-Za-z]-[a-z]+{_END}"
    rf"|[A-Z]{{2,6}}-[A-Za-z]{{2,6}}{_END})"
)
# batch_first=True is an argument; d_k is a symbol.
_CODE = r"(?<![\w.])[A-Za-z]\w+_\w{2,}(?:=(?:\w+|\"\w*\"))?"
_SUB = r"(?<=\b[A-Za-z])_[A-Za-z0-9]\b"
# Chinese fonts lack such letters and then set the mark apart from its letter: Ġ becomes G˙.
_LETTER = r"[\u0100-\u024f\u1e00-\u1eff]+"
_APART = re.compile(
    rf"(?P<code>{_CODE})|(?P<sub>{_SUB})|(?P<name>{_NAME})|(?P<letter>{_LETTER})", re.ASCII
)
_KINDS: dict[str, Kind] = {"code": "code", "name": "name", "letter": "letter", "sub": "sub"}


def pieces(text: str) -> Iterator[Piece]:
    """Yield the text in pieces: `code`, `name` (to stay on one line), `letter`, `sub`, `text`.

    A `sub` is the index of a symbol with its underscore. Letters that Chinese fonts lack are set
    apart only beside Chinese; pinyin is all letters.

    >>> list(pieces("GPT-3 与 batch_first=True"))
    [('name', 'GPT-3'), ('text', ' 与 '), ('code', 'batch_first=True')]
    >>> list(pieces("√d_k"))
    [('text', '√d'), ('sub', '_k')]
    """
    end, han = 0, has_han(text)
    for found in _APART.finditer(text):
        kind = _KINDS[str(found.lastgroup)]
        if kind == "letter" and not han:
            continue
        if found.start() > end:
            yield "text", text[end : found.start()]
        yield kind, found[0]
        end = found.end()
    if end < len(text):
        yield "text", text[end:]
