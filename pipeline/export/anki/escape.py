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


def code_text(html: str) -> Markup:
    """Return highlighted code with its brackets hidden from Anki; `html` must be escaped.

    >>> code_text('x[<span class="mi">0</span>]')
    Markup('x&#91;<span class="mi">0</span>]')
    """
    return Markup(html.replace("[", _BRACKET))  # noqa: S704 - escaped by Pygments
