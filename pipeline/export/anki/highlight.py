"""Python code as HTML, highlighted by classes; the colours come with the note type's style."""

import re
from collections.abc import Iterable

from markupsafe import Markup
from pygments import format as format_tokens
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from pygments.token import _TokenType

from pipeline.export.anki.escape import code_text

LIGHT, DARK = "xcode", "github-dark"
NIGHT = (".nightMode", ".night_mode")
# The night's style marks operators and names of modules, in bold; by day they are plain.
LOUD = (".code .o", ".code .ow", ".code .nn")
PLAIN = "{ color: inherit }"
_BLOCK = re.compile(r"^(\.code[^{]*)(\{[^}]*\})", re.MULTILINE)
_BOLD = re.compile(r"font-weight: ?bold;? ?")


def highlighted(code: str) -> Markup:
    """Return the code as a `pre`, every character of it escaped."""
    inner = highlight(code, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True))
    return Markup('<pre lang="en">{}</pre>').format(code_text(inner.rstrip("\n")))


def highlighted_around(code: str, start: int, end: int) -> tuple[Markup, Markup]:
    """Return what stands before `code[start:end]` and behind it, coloured as parts of the whole.

    The first opens a `pre`, the second closes it.
    """
    tokens = list(PythonLexer().get_tokens_unprocessed(code))
    before = [(kind, text[: max(0, start - at)]) for at, kind, text in tokens]
    after = [(kind, text[max(0, end - at) :]) for at, kind, text in tokens]
    opened = Markup('<pre lang="en">{}').format(code_text(_formatted(before)))
    return opened, Markup("{}</pre>").format(code_text(_formatted(after).rstrip("\n")))


def _formatted(tokens: Iterable[tuple[_TokenType, str]]) -> str:
    told = [(kind, text) for kind, text in tokens if text]
    html = str(format_tokens(told, HtmlFormatter(nowrap=True)))
    ends = told and told[-1][1].endswith("\n")
    return html if ends else html.removesuffix("\n")  # the formatter ends every line


def highlighting_css() -> str:
    """Return the rules that colour tokens, by day and by night, without any background."""
    day = _rules(LIGHT)
    night = "\n".join(
        ",".join(f"{mode} {selector}" for mode in NIGHT)
        + (PLAIN if selector in LOUD else _BOLD.sub("", body))
        for selector, body in _parsed(DARK)
    )
    return f"{day}\n{night}\n"


def _rules(style: str) -> str:
    return "\n".join(selector + body for selector, body in _parsed(style))


def _parsed(style: str) -> list[tuple[str, str]]:
    # Only rules of single token classes: a background or a line height of the style is not ours.
    css = str(HtmlFormatter(style=style).get_style_defs(".code"))  # type: ignore[no-untyped-call]
    return [
        (selector.strip(), _without_background(body))
        for selector, body in _BLOCK.findall(css)
        if re.fullmatch(r"\.code \.[a-z0-9]+ ", selector)
    ]


def _without_background(body: str) -> str:
    return re.sub(r"background(-color)?:[^;}]*;?", "", body)
