"""What no translator may touch: code, addresses, placeholders, formulas.

Such a stretch is called a mark here, and both languages must give it letter for letter.
"""

import re
from collections.abc import Callable

from pipeline.text.typography import HAN, WIDE

# Superscripts and subscripts (², ₁, ᵀ), Greek letters, and signs that only formulas have. Not
# among them: × ± ≤ ≈ %, since these stand beside plain numbers, whose notation may change.
_RAISED = r"\u00b2\u00b3\u00b9\u2070-\u209c\u1d2c-\u1d6a"
_SIGNS = rf"_^√∑∏∂∇∈∝⊙‖∥Α-Ωα-ω{_RAISED}"
_SIGN = rf"(?:[{_SIGNS}]|(?<=[A-Za-z0-9])=(?=[A-Za-z0-9'\"-]))"
_ATOM = rf"(?:[A-Za-z0-9.*/|={_SIGNS}]|(?<=[=e])[-−](?=\d))"
_INSIDE = rf"[^(){HAN}{WIDE}\n]*"

_MARK = re.compile(
    "|".join(
        (
            r"`[^`\n]+`",
            rf"https?://[^\s<>\"`{HAN}{WIDE}]*[A-Za-z0-9/]",
            r"\{\{?[A-Za-z_][\w.]*\}?\}",
            r"%\(\w+\)[a-z]|(?<!\d)%(?:\.\d+)?[sdrfi](?![A-Za-z])",
            rf"</?[A-Za-z|][^<>\s{HAN}]*>",
            r"\[[A-Z][A-Z0-9_]+\]",
            # A call or O(n²), with one pair of brackets inside; but not the plural "token(s)".
            rf"(?<![A-Za-z0-9_.])[A-Za-z_][\w.]*\((?!e?s\)){_INSIDE}(?:\({_INSIDE}\){_INSIDE})*\)",
            # Anything glued that has a letter and a sign of a formula: d_k, QKᵀ/√d_k, lr=1e-4.
            rf"(?<![A-Za-z0-9.*/|={_SIGNS}])(?={_ATOM}*[A-Za-zΑ-Ωα-ω]){_ATOM}*{_SIGN}{_ATOM}*(?:(?<==)(?:'[^'\n]*'|\"[^\"\n]*\"))?",
            # A dotted name; neither "e.g." nor "U.S." nor "Ph.D." is one.
            r"(?<![A-Za-z0-9_.])(?:[a-z_]\w*|[A-Z])(?:\.[A-Za-z_]\w*)*\.[A-Za-z_]\w+",
            r"(?<![A-Za-z0-9.])\d+(?:\.\d+){2,}",
        )
    ),
    re.ASCII,
)
_EDGE = "./*|="
_FILL = "\ue000"  # of the private use: no font has it, so a text that did would not be printed


def marks(text: str) -> tuple[str, ...]:
    """Return every mark of the text in its order.

    >>> marks("调用 torch.cat，开销为 O(n²)，设 batch_first=True。")
    ('torch.cat', 'O(n²)', 'batch_first=True')
    >>> marks("参数从 15 亿增至 1750 亿（GPT-3），约 80%。")
    ()
    """
    return tuple(text[start:end] for start, end in _spans(text))


def without_marks(text: str, fill: str = " ") -> str:
    """Return the text with each letter of its marks replaced by `fill`, so that the rest is prose.

    >>> without_marks("用 `x, y` 表示", "x")
    '用 xxxxxx 表示'
    """
    for start, end in _spans(text):
        text = text[:start] + fill * (end - start) + text[end:]
    return text


def spared(text: str, change: Callable[[str], str]) -> str:
    """Return the text as `change` makes it, but with its marks as they are.

    >>> spared("`a, b`,即 Code", str.upper)
    '`a, b`,即 CODE'
    """
    changed = change(without_marks(text, _FILL))
    for mark in marks(text):
        changed = changed.replace(_FILL * len(mark), mark, 1)
    return changed


def _spans(text: str) -> list[tuple[int, int]]:
    """Return where the marks stand, without the full stop or slash that only touches them."""
    found = []
    for match in _MARK.finditer(text):
        start, end = match.span()
        if match.group()[0] not in "<`{[":
            end -= len(match.group()) - len(match.group().rstrip(_EDGE))
            start += len(match.group()) - len(match.group().lstrip(_EDGE))
        if start < end:
            found.append((start, end))
    return found
