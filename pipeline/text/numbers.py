"""The numbers that a Chinese or an English text gives in digits, as exact values.

Both languages go through the same grammar, so that 1750 亿 and 175 billion come out equal.
Digits inside a Latin name (GPT-3, T5, FP16, top-1) are part of the name. Chinese numerals and
English number words are no numbers here, but for multipliers behind digits. The price: the same
month as 九月 and as September, or one half as 二分之一 and as 1/2, are not seen to be equal.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from pipeline.text.typography import DASHES

_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")

_POWERS = {
    1: "十",
    2: "百 hundred",
    3: "千 thousand k K",
    4: "万",
    6: "million M",
    8: "亿",
    9: "billion B",
    12: "trillion T",
}
_TIMES = {word: 10**power for power, words in _POWERS.items() for word in words.split()}
# 3 千克 is a weight and 5 百分点 a share: neither is a thousand or a hundred of something.
_ZH = r"\s*[多余]?\s*(?:[十百千]?(?:万亿|亿|万)|[百千](?!字节|比特|[分克米瓦赫卡帕伏]))"
_EN = r"(?:[\s-]+(?i:hundred|thousand|million|billion|trillion)\b)+"
_GLUED = r"[kKMBT](?![A-Za-z])"
_PERCENT = r"\s*(?:[%％]|-?(?i:percent|per cent)\b)"
_PER_MILLE = r"\s*‰"
# Letters glued to digits that make no name of them: units, ordinals, 10x and 1990s.
_UNITS = "st|nd|rd|th|s|x|[KMGTP]i?B|[kMG]?Hz|[kMG]?Wh?|ms|h|min|[nckm]?m|kg|g|bits?|px|fps|[kKMBT]"
_NUMBER = re.compile(
    rf"(?P<of>百分之\s*)?(?P<minus>(?:^|(?<=[\s(（\[=:：,，]))-)?"
    r"(?<!\d)(?P<digits>\d{1,3}(?:,\d{3}){1,12}(?!\d)|\d{1,40}(?!\d))(?P<rest>(?:\.\d+)?(?:[eE][-+]?\d{1,3}(?!\d))?)"
    r"(?:\^\{?(?P<caret>-?\d{1,3})\}?|(?P<raised>⁻?[⁰¹²³⁴-⁹]{1,3}))?"
    rf"(?P<times>{_ZH}|{_EN}|{_GLUED})?"
    rf"(?:(?P<percent>{_PERCENT})|(?P<mille>{_PER_MILLE}))?"
)
_NAME = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z](?=[A-Za-z@._-]*\d)[A-Za-z0-9]*(?:[-@._][A-Za-z0-9]+)*"
    rf"|\d+(?:\.\d+)?(?!(?:{_UNITS})(?![A-Za-z0-9])|[eE][-+]?\d)[A-Za-z]+[A-Za-z0-9]*)"
)
_RANGE = re.compile(r"\s*(?:[-—~～]|到|至|to)\s*")
_TO_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][a-z]*-(\d+)(?![A-Za-z0-9])")

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
# "May" and "March" are months only beside a digit.
_MONTH = re.compile(
    rf"\b(?:({'|'.join(m for m in _MONTHS if m not in {'May', 'March'})})\b"
    r"|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:t|ch)?\b\.?(?=\s*\d)"
    r"|(?<=\d )(March|May)\b)"
)
_DECADE = re.compile(r"(\d{1,2})\s*世纪\s*(\d{1,2})\s*年代")

_WORDS = (
    *("零 zero", "一 one first once single", "二 两 two second twice double", "三 three third"),
    *("四 four", "五 five", "六 six", "七 seven", "八 eight", "九 nine", "十 ten"),
)
_SPELT = {word: Fraction(value) for value, words in enumerate(_WORDS) for word in words.split()}
_HALF = dict.fromkeys(("half", "半"), Fraction(1, 2))
_WORD = re.compile(r"[一二两三四五六七八九十零半]|[a-z]+?(?=fold\b)|[a-z]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    value: Fraction
    times: Fraction
    start: int
    end: int


def numbers(text: str) -> tuple[Fraction, ...]:
    """Return the value of each number that the text gives in digits.

    >>> numbers("1750 亿，GPT-2 为 15 亿") == numbers("175 billion, GPT-2 has 1.5 billion")
    True
    >>> [str(value) for value in numbers("2025 年 9 月 1 日起，降低 80%，用 FP16 的 8 位")]
    ['2025', '9', '1', '4/5', '8']
    """
    found = [_found(match) for match in _NUMBER.finditer(_prepared(text))]
    return tuple(one.value * times for one, times in zip(found, _scales(text, found), strict=True))


def spelt(text: str) -> frozenset[Fraction]:
    """Return the small values that the text may give without digits, or in a word as "top-5".

    >>> [str(value) for value in sorted(spelt("twice as fast, top-5"))]
    ['2', '5']
    """
    known = _SPELT | _HALF
    words = (known[word] for word in _WORD.findall(text.lower()) if word in known)
    return frozenset((*words, *map(Fraction, _TO_NAME.findall(text.translate(DASHES)))))


def _prepared(text: str) -> str:
    """Return a text of the same length whose months are digits and whose names are blank."""
    plain = _MONTH.sub(_month, text.translate(DASHES))
    plain = _DECADE.sub(_decade, plain)
    return _NAME.sub(lambda match: " " * len(match.group()), plain)


def _month(match: re.Match[str]) -> str:
    short = [name[:3] for name in _MONTHS]
    return str(short.index(match.group()[:3]) + 1).ljust(len(match.group()))


def _decade(match: re.Match[str]) -> str:
    return str((int(match[1]) - 1) * 100 + int(match[2])).ljust(len(match.group()))


def _found(match: re.Match[str]) -> _Found:
    value = Fraction(match["digits"].replace(",", "") + match["rest"])
    power = (match["caret"] or match["raised"] or "1").translate(_RAISED)
    value = value ** int(power) if value else value
    return _Found(
        value=-value if match["minus"] else value,
        times=_times(match),
        start=match.start(),
        end=match.end(),
    )


def _times(match: re.Match[str]) -> Fraction:
    product = Fraction(1)
    for word in re.findall(r"[a-z]{2,}|[十百千万亿kKMBT]", match["times"] or ""):
        product *= _TIMES[word]
    if match["of"] or match["percent"]:
        product /= 100
    return product / 1000 if match["mille"] else product


def _scales(text: str, found: list[_Found]) -> list[Fraction]:
    """Return what each number is multiplied by; in "7–13 billion" the 7 takes it from the 13."""
    plain = _prepared(text)
    scales = [one.times for one in found]
    for number, (one, other) in enumerate(pairwise(found)):
        if one.times == 1 and _RANGE.fullmatch(plain[one.end : other.start]):
            scales[number] = other.times
    return scales
