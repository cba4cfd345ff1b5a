"""Sentences as HTML: names that stay on one line, code that looks like code, letters that fit."""

from markupsafe import Markup

from pipeline.export.anki.escape import field_text
from pipeline.text.prose import Kind, pieces

_WRAPPED: dict[Kind, Markup] = {
    "text": Markup("{}"),
    "code": Markup('<code lang="en">{}</code>'),
    "name": Markup('<span class="together">{}</span>'),
    "letter": Markup('<span lang="en">{}</span>'),
    # Cards are searched and compared as text, where d_k is d_k.
    "sub": Markup("{}"),
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
    cut = ((kind, field_text(text)) for kind, text in pieces(str(value)))
    return Markup("").join(_WRAPPED[kind].format(text) for kind, text in cut)
