"""Text made safe for an Anki field, which knows more markup than HTML."""

from markupsafe import Markup, escape

# Anki reads [sound:…], [latex]…[/latex], [$]…[/$] and [anki:…] in a field's HTML as it stands, so
# an entity hides the bracket. MathJax reads the page's text after entities are resolved, where
# only an element between the two characters of its delimiters \( and \[ keeps it away.
_BRACKET = Markup("&#91;")
_BACKSLASH = Markup("<span>\\</span>")


def field_text(value: object) -> Markup:
    r"""Return the value as HTML that shows it as it is; `Markup` is taken to be safe already.

    >>> field_text("<b> [sound:x] \\(y\\)")
    Markup('&lt;b&gt; &#91;sound:x] <span>\\</span>(y\\)')
    """
    if isinstance(value, Markup):
        return value
    broken = str(escape(str(value)))
    for opening in ("\\(", "\\["):
        broken = broken.replace(opening, f"{_BACKSLASH}{opening[1]}")
    return Markup(broken.replace("[", _BRACKET))  # noqa: S704 - escaped above


def cloze_text(html: Markup) -> Markup:
    """Return HTML for a field with clozes, in which the text itself opens, ends and hints none.

    >>> cloze_text(Markup("x[::2] {{c1::y}}"))
    Markup('x[:&#58;2] {&#123;c1:&#58;y}&#125;')
    """
    text = str(html)
    for twin, entity in (("::", "&#58;"), ("{{", "&#123;"), ("}}", "&#125;")):
        text = text.replace(twin, twin[0] + entity)
    return Markup(text)  # noqa: S704 - it was safe before


def cloze(number: int, html: Markup) -> Markup:
    """Return the cloze that hides the HTML on its own card; 0 hides nothing.

    >>> cloze(2, Markup("x"))
    Markup('{{c2::x}}')
    >>> cloze(1, Markup("{0}"))
    Markup('{{c1::{0&#125;}}')
    """
    inner = cloze_text(html)
    if inner.endswith("}"):  # it would be taken for the first half of the cloze's own end
        inner = Markup("{}&#125;").format(inner[:-1])
    return Markup("{{{{c{}::{}}}}}").format(number, inner) if number else inner


def code_text(html: str) -> Markup:
    """Return highlighted code with its brackets hidden from Anki; `html` must be escaped.

    >>> code_text('x[<span class="mi">0</span>]')
    Markup('x&#91;<span class="mi">0</span>]')
    """
    return Markup(html.replace("[", _BRACKET))  # noqa: S704 - escaped by Pygments
