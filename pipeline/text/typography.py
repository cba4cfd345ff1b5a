"""Chinese typography: full-width punctuation among Han, one space between Han and Latin.

Each fix is a small function from text to text that, run a second time, changes nothing more.
Text without any Han is left alone. Source of the rules: GB/T 15834-2011 (punctuation marks) and
the spacing habit of Chinese technical publishing (W3C, Requirements for Chinese Text Layout).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WIDE = r"，：；？！。、（）“”《》【】…—"
LATIN = r"A-Za-z0-9À-ÖØ-öø-ÿΑ-Ωα-ω"

FULL = str.maketrans({",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"})

HAN_RUN = re.compile(f"[{HAN}]+")
# All that people write for a hyphen or a minus, as one character.
DASHES = str.maketrans(dict.fromkeys("‐‑‒–−", "-"))

_HAN = re.compile(f"[{HAN}]")
_MARK_AFTER_HAN = re.compile(rf"(?<=[{HAN}）”》】])[ \t]*[,:;?!](?![,:;?!])")
_MARK_BEFORE_HAN = re.compile(rf"(?<![\s,:;?!])[,:;?!](?=[ \t]*[{HAN}（“《【])")
_STOP = re.compile(rf"(?<=[{HAN}）”》】])\.(?=$|\s|[{HAN}])")
_BRACKETS = re.compile(r"[ \t]*\(([^()\n]*)\)")
_AFTER_WIDE = re.compile(rf"(?<=[{WIDE}])[ \t]+(?=[^\s])")
_BEFORE_WIDE = re.compile(rf"(?<=[^\s])[ \t]+(?=[{WIDE}])")
_HAN_LATIN = re.compile(rf"(?<=[{HAN}])[ \t]*(?=[{LATIN}])")
_LATIN_HAN = re.compile(rf"(?<=[{LATIN}%])[ \t]*(?=[{HAN}])")
_CALL = re.compile(r"(?:^|[^A-Za-z0-9_.])(?:[a-z_][\w.]*|[A-Z])$")


# How far back the name of a function is looked for; also keeps long texts linear.
LONGEST_NAME = 40

# Scraped text is full of blanks that look like a blank and of characters that look like nothing.
_BLANKS = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NOTHING = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Fix:
    """A named typographic rule."""

    id: str
    why: str
    apply: Callable[[str], str]


def has_han(text: str) -> bool:
    """Say whether the text holds a Han character.

    >>> has_han("GPT-3 模型"), has_han("GPT-3")
    (True, False)
    """
    return _HAN.search(text) is not None


def plain_blanks(text: str) -> str:
    r"""Make every odd blank an ordinary one, and take out what has no width.

    >>> plain_blanks("评价\xa0LLM\u3000标\u200b记")
    '评价 LLM 标记'
    """
    return _NOTHING.sub("", _BLANKS.sub(" ", text))


def widen_brackets(text: str) -> str:
    """Make round brackets full-width, unless they belong to a formula or a call.

    >>> widen_brackets("描述 BERT(Bidirectional Encoder)模型 (LLM)")
    '描述 BERT（Bidirectional Encoder）模型（LLM）'
    >>> widen_brackets("开销为 O(n) 的 f(x)")
    '开销为 O(n) 的 f(x)'
    """
    # From the inside out, since the pattern sees only pairs that hold no other pair.
    while (wider := _BRACKETS.sub(_bracket, text)) != text:
        text = wider
    return text


def _bracket(match: re.Match[str]) -> str:
    # A lower-case name or a single capital before the bracket is a function: f(x), O(n).
    # The price: a gloss right behind a lower-case word, "token(词元)", is one only by its Han.
    glued = match.group()[0] == "("
    before = match.string[max(0, match.start() - LONGEST_NAME) : match.start()]
    if glued and _CALL.search(before) and not has_han(match[1]):
        return match.group()
    return f"（{match[1].strip()}）"


def widen_marks(text: str) -> str:
    """Make `, : ; ? !` full-width where they touch Han or a full-width bracket.

    >>> widen_marks("(LLM),例如: GPT"), widen_marks("参数:3,000 个,比例 1:2")
    ('(LLM)，例如： GPT', '参数：3,000 个，比例 1:2')
    """
    wide = _MARK_AFTER_HAN.sub(lambda m: m.group().strip().translate(FULL), text)
    return _MARK_BEFORE_HAN.sub(lambda m: m.group().translate(FULL), wide)


def widen_stops(text: str) -> str:
    """Make a full stop behind Han full-width.

    >>> widen_stops("它很快. 但是 v1.5 更快.")
    '它很快。 但是 v1.5 更快。'
    """
    return _STOP.sub("。", text)


def close_up(text: str) -> str:
    """Remove the blanks beside full-width punctuation, which carries its own.

    >>> close_up("例如： GPT ，等")
    '例如：GPT，等'
    """
    return _BEFORE_WIDE.sub("", _AFTER_WIDE.sub("", text))


def space_latin(text: str) -> str:
    """Put exactly one space between Han and Latin letters or digits.

    >>> space_latin("评价LLM的1750  亿")
    '评价 LLM 的 1750 亿'
    """
    return _LATIN_HAN.sub(" ", _HAN_LATIN.sub(" ", text))


FIXES = (
    Fix(id="blanks", why="ordinary blanks, and nothing invisible", apply=plain_blanks),
    Fix(id="brackets", why="full-width brackets in Chinese text", apply=widen_brackets),
    Fix(id="marks", why="full-width punctuation beside Han", apply=widen_marks),
    Fix(id="stops", why="full-width full stop behind Han", apply=widen_stops),
    Fix(id="close-up", why="no blank beside full-width punctuation", apply=close_up),
    Fix(id="spaces", why="one space between Han and Latin", apply=space_latin),
)


def typeset(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with every fix applied, and the ids of those that changed something.

    Goes round until nothing changes any more, since one fix can bring two marks together.

    >>> typeset("评价LLM的成绩?")
    ('评价 LLM 的成绩？', ('marks', 'spaces'))
    """
    acted: set[str] = set()
    before = None
    while text != before and has_han(text):
        before = text
        for fix in FIXES:
            text, old = fix.apply(text), text
            if text != old:
                acted.add(fix.id)
    return text, tuple(fix.id for fix in FIXES if fix.id in acted)
