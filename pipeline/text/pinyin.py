"""Pinyin of terms: written out, checked, and as the order of an index.

The words are pypinyin's, but those of `tables/pinyin.txt` come first: read by the characters
alone 微调 would be wēi diào. No tone changes in speech are written: 一 is yī, and 不 is bù.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from pipeline.text.tables import table
from pipeline.text.typography import HAN

Sound = tuple[str, int]

_HAN = re.compile(f"[{HAN}]")
# Pinyin and Latin words alike; a hyphen or an apostrophe parts two of them.
_PART = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")
_NO_SANDHI = {"一": "yī", "不": "bù"}
_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
NEUTRAL = 5
LONGEST = 10
OTHER = "#"


def pinyin(text: str) -> str:
    """Write Chinese as syllables with tone marks, and leave everything else as it is.

    >>> pinyin("自注意力"), pinyin("n-gram 模型"), pinyin("学习率（learning rate）")
    ('zì zhù yì lì', 'n-gram mó xíng', 'xué xí lǜ（learning rate）')
    """
    spelled, before = [], ""
    for char, syllable in _spell(text):
        # Between two words a blank; between a word and a mark what the text has.
        if before.isalnum() and char.isalnum() and (_HAN.match(before) or _HAN.match(char)):
            spelled.append(" ")
        spelled.append(syllable)
        before = char
    return "".join(spelled)


def _spell(text: str) -> Iterator[tuple[str, str]]:
    """Pair each character with its syllable, by the longest known word that starts at it."""
    at = 0
    while at < len(text):
        ends = range(min(len(text), at + LONGEST), at, -1)
        word = next((text[at:end] for end in ends if _known(text[at:end])), text[at])
        yield from zip(word, _known(word) or word, strict=True)
        at += len(word)


@cache
def _known(word: str) -> tuple[str, ...]:
    if word in _ours():
        return _ours()[word]
    said = [readings[0] for readings in PHRASES_DICT.get(word, ())] or list(_of(word))[:1]
    return tuple(
        _NO_SANDHI.get(char, syllable) for char, syllable in zip(word, said, strict=bool(said))
    )


def _of(char: str) -> tuple[str, ...]:
    """Return all readings of a single character, the usual one first."""
    known = PINYIN_DICT.get(ord(char), "") if len(char) == 1 else ""
    return tuple(known.split(",")) if known else ()


@cache
def _ours() -> dict[str, tuple[str, ...]]:
    entries = (line.split() for line in table("pinyin.txt"))
    return {word: tuple(syllables) for word, *syllables in entries}


def readings(text: str) -> tuple[frozenset[str], ...]:
    """Return what each word of the pinyin may be: any reading of a character, or the Latin itself.

    >>> [sorted(reading) for reading in readings("GPT 似")]
    [['GPT'], ['shì', 'sì']]
    """
    said = dict(enumerate(_spell(text)))
    return tuple(
        frozenset({said[part.start()][1], *_of(part.group())})
        if _HAN.match(part.group())
        else frozenset({part.group()})
        for part in _PART.finditer(text)
    )


def is_possible(written: str, text: str) -> bool:
    """Say whether pinyin that a person wrote can be that of a text, whatever its marks.

    >>> is_possible("wēi diào", "微调"), is_possible("wēi tiao", "微调"), is_possible("wēi", "微调")
    (True, False, False)
    """
    parts = _PART.findall(unicodedata.normalize("NFC", written))
    allowed = readings(text)
    return len(parts) == len(allowed) and all(
        part in some for part, some in zip(parts, allowed, strict=True)
    )


def initial(text: str, read: str = "") -> str:
    """Return the group of an index that a text belongs to: A to Z, or `#` for all others.

    `read` is the text's pinyin where somebody wrote it.

    >>> initial("自注意力"), initial("n-gram 模型"), initial("“T5”"), initial("3D")
    ('Z', 'N', 'T', '#')
    """
    first = next(iter(_sounds(text, read)), ("", 0))[0][:1].upper()
    return first if first.isascii() and first.isalpha() else OTHER


def collation_key(text: str, read: str = "") -> tuple[str, bool, tuple[Sound, ...], str]:
    """Return the place of a text in an index.

    By group; in a group what opens with Latin before the Chinese, as a reader who looks for BERT
    does not think in syllables; then syllable by syllable, letters before tones; then by
    characters, so that the order is the same every time. `read` is the text's pinyin where
    somebody wrote it.

    >>> sorted(["词元", "CNN", "参数", "掩码", "#1", "BERT"], key=collation_key)
    ['#1', 'BERT', 'CNN', '参数', '词元', '掩码']
    """
    opening = _PART.search(text)
    chinese = bool(opening and _HAN.match(opening.group()))
    return initial(text, read), chinese, tuple(_sounds(text, read)), text


def _sounds(text: str, read: str) -> Iterator[Sound]:
    said = list(_spell(text))
    parts = list(_PART.finditer(text))
    written = _PART.findall(unicodedata.normalize("NFC", read))
    for number, part in enumerate(parts):
        if _HAN.match(part.group()):
            own = said[part.start()][1]
            yield sound(written[number] if len(written) == len(parts) else own)
        else:
            yield part.group().casefold(), 0


def sound(syllable: str) -> Sound:
    """Take a syllable apart into letters and tone; ü comes behind u, as `v`.

    >>> sound("lǜ"), sound("zhù"), sound("de")
    (('lv', 4), ('zhu', 4), ('de', 5))
    """
    parts = unicodedata.normalize("NFD", syllable)
    tones = [_TONES[char] for char in parts if char in _TONES]
    letters = "".join(char for char in parts if char not in _TONES).replace("u\u0308", "v")
    return letters, tones[0] if tones else NEUTRAL
