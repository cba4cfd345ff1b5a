"""The words by which a learner finds a question.

TF-IDF over all entries: a keyword is a word that stands often in its own entry and in few others.
The field's terms go first, since people look for those, unless they are in entries of all kinds.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator
from functools import cache
from itertools import pairwise
from math import log

from pipeline.text.segment import segmenter
from pipeline.text.tables import table
from pipeline.text.typography import HAN_RUN

Words = tuple[str, ...]

_LETTER = re.compile(r"[^\W\d_]")
# A term in more than a sixth of the texts does not go first, and no word in more than half is kept.
COMMON = 6
TOO_COMMON = 2
# From here on two words that stand side by side are one: 聊天 + 机器人.
PAIR = 2


def keywords(texts: Words, terms: Words, most: int) -> tuple[Words, ...]:
    """Return at most `most` keywords of each text, the best first.

    >>> keywords(("什么是自注意力？", "什么是困惑度？"), ("自注意力",), 8)
    (('自注意力',), ('困惑',))
    """
    cut = segmenter(terms)
    known = frozenset(terms)
    counts = [_count(cut(text), known) for text in texts]
    spread = Counter(word for count in counts for word in count)
    return tuple(_best(count, spread, len(texts), known, most) for count in counts)


def _count(pieces: Words, terms: Container[str]) -> Counter[str]:
    """Count what may be a keyword, in the order in which it first stands there."""
    words = [piece for piece in _joined(pieces, terms) if piece in terms or _says(piece)]
    return Counter(words)


def _joined(pieces: Words, terms: Container[str]) -> Iterator[str]:
    """Make one word of two that stand side by side more than once in the same text.

    jieba's words are short, and nobody looks for 聊天 or 机器人 alone.
    """
    pairs = Counter(pair for pair in pairwise(pieces) if _may_join(pair, terms))
    rest = iter((*pairwise(pieces), (pieces[-1], "")) if pieces else ())
    for pair in rest:
        yield "".join(pair) if pairs[pair] >= PAIR else pair[0]
        if pairs[pair] >= PAIR:
            next(rest)


def _may_join(pair: tuple[str, str], terms: Container[str]) -> bool:
    return all(HAN_RUN.fullmatch(word) and word not in terms and _says(word) for word in pair)


def _says(word: str) -> bool:
    """Say whether a word is about something: not a mark, number, character, or stop word."""
    return len(word) > 1 and _LETTER.search(word) is not None and word.lower() not in _stopwords()


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(word for line in table("stopwords.txt") for word in line.split())


def _best(
    count: Counter[str], spread: Counter[str], texts: int, terms: Container[str], most: int
) -> Words:
    def rank(word: str) -> tuple[bool, float]:
        leads = word in terms and spread[word] <= max(1, texts // COMMON)
        return not leads, -count[word] * log(1 + texts / spread[word])

    # sorted() leaves equal words in the order in which they first stand in the text.
    rare = (word for word in count if spread[word] <= max(1, texts // TOO_COMMON))
    best: list[str] = []
    for word in sorted(rare, key=rank):
        # A search for 机器人 finds 聊天机器人 as well.
        if word in terms or not any(word in other for other in best):
            best.append(word)
    return tuple(best[:most])
