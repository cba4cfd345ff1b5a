"""Sentences as HTML: names that stay on one line, code that looks like code, letters that fit."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from pipeline.export.anki.escape import field_text
from pipeline.text.typography import has_han

# Browsers break GPT-|3, 8-|bit, n-|gram and DP-|SGD behind the hyphen. A Chinese character may
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
# Chinese fonts lack such letters and then set the mark apart from its letter: Ġ becomes G˙.
_LETTER = r"[\u0100-\u024f\u1e00-\u1eff]+"
_APART = re.compile(rf"(?P<code>{_CODE})|(?P<name>{_NAME})|(?P<letter>{_LETTER})", re.ASCII)

_WRAPPED = {
    "code": Markup('<code lang="en">{}</code>'),
    "name": Markup('<span class="together">{}</span>'),
    "letter": Markup('<span lang="en">{}</span>'),
}


def prose(value: object) -> Markup:
    """Return a sentence as HTML that shows it as it is; `Markup` is taken to be safe already.

    >>> prose("GPT-3 与 <b>")
    Markup('<span class="together">GPT-3</span> 与 &lt;b&gt;')
    >>> prose("设 batch_first=True")
    Markup('设 <code lang="en">batch_first=True</code>')
    """
    if isinstance(value, Markup):
        return value
    return Markup("").join(_pieces(str(value)))


def _pieces(text: str) -> Iterator[Markup]:
    end, han = 0, has_han(text)
    for found in _APART.finditer(text):
        kind = str(found.lastgroup)
        if kind == "letter" and not han:  # pinyin has a font that knows them
            continue
        yield field_text(text[end : found.start()])
        yield _WRAPPED[kind].format(field_text(found[0]))
        end = found.end()
    yield field_text(text[end:])
