"""Words, Han and punctuation that stand twice by mistake.

Chinese doubles on purpose (一个一个, 常常), and two words may meet that end and begin alike
(为了了解). The tables below name such cases; what they do not name is a fault.
"""

import re
from collections.abc import Iterator

from pipeline.text.typography import HAN

_LATIN = re.compile(r"(?<![\w’'-])([A-Za-z]+)\s+\1(?![\w’'-])", re.IGNORECASE)
_TWICE_ON_PURPOSE = {"that", "had"}

# The characters before and those behind that make two function characters legitimate: 目的的,
# 为了了解. Taken from the words of jieba's dictionary that end or begin in such a character.
_FUNCTION = {
    "的": ("目标似有", "确士"),
    "了": ("为除罢明不末", "解然断结不得"),
    "是": ("但还可于", "否非从"),
    "在": ("现存正所潜内实外旨", "线场职校建读"),
    "和": ("总加求调饱", "谐解平声善"),
    "与": ("参给赋付", "会其否此"),
    "将": ("即", "来近要军"),
    "被": ("植", "动迫告"),
    "为": ("成行认作因", "什何了主此准"),
    "把": ("一", "握手关"),
    "对": ("", "话抗比齐象应称数立方角偶等联照手外付待准策面"),
    "及": ("普", "时早格其"),
    "或": ("异", "者"),
    "从": ("服遵听盲主", "而来事业前"),
}
_FUNCTIONS = re.compile(
    "|".join(
        (f"(?<![{before}])" if before else "") + f"{char}{char}(?![{after}])"
        for char, (before, after) in _FUNCTION.items()
    )
)

_RUN = re.compile(rf"([{HAN}]{{2,10}}?)\1(.?)")
# 一步一步 and its like; and a verb before a noun that begins with it: 学习学习率.
_RUNS_ON_PURPOSE = re.compile(r"一|非常|许多|很多|好多|彼此|千万|大批|大片")
_NOUN_ENDS = frozenset("率集器式者员")
_PHRASES_ON_PURPOSE = ("语言语言模型",)

_MARKS = re.compile(
    r"([，。、；：,;])\s*\1|(?<!\.)\.\.(?!\.)|(?<![:\w]):\s*:|([！!？?])\2(?!\2)"
    r"|[，、；：]\s*[，。、；：]|。\s*[，、；：]"
)


def doubled_words(text: str) -> tuple[str, ...]:
    """Return each Latin word that follows itself, and each Han or Chinese word that does.

    >>> doubled_words("of the the model"), doubled_words("大模型模型的的参数")
    (('the the',), ('的的', '模型模型'))
    >>> doubled_words("he had had that, 一步一步为了了解学习学习率")
    ()
    """
    return (*_latin(text), *(m.group() for m in _FUNCTIONS.finditer(text)), *_runs(text))


def doubled_marks(text: str) -> tuple[str, ...]:
    """Return punctuation that follows itself, or a pause that follows another.

    >>> doubled_marks("很快。。但是，，慢……"), doubled_marks("等，。"), doubled_marks("e.g., so...")
    (('。。', '，，'), ('，。',), ())
    """
    return tuple(match.group() for match in _MARKS.finditer(text))


def _latin(text: str) -> Iterator[str]:
    for match in _LATIN.finditer(text):
        if match[1].lower() not in _TWICE_ON_PURPOSE:
            yield match.group()


def _runs(text: str) -> Iterator[str]:
    for match in _RUN.finditer(text):
        fine = _RUNS_ON_PURPOSE.match(match[1]) or match[2] in _NOUN_ENDS
        around = text[match.start() : match.end() + 2]
        if not fine and not around.startswith(_PHRASES_ON_PURPOSE):
            yield match[1] * 2
