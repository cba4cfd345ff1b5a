"""Chinese cut into words, so that no term of the field comes apart.

jieba's dictionary is of everyday Chinese: it cuts 49 of 69 terms of our field in two. So the terms
join it, and what is not Chinese never reaches it: it takes GPT-3 apart, and would cut RoBERTa
around a BERT.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from pipeline.text.occurrence import Occurrence, occurrences
from pipeline.text.typography import HAN, HAN_RUN, LATIN

# jieba 0.42.1 is from 2020: compiled anew it warns of its escapes, and of pkg_resources if there.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jieba

Cut = Callable[[str], tuple[str, ...]]

_PIECE = re.compile(rf"[{HAN}]+|[{LATIN}]+(?:[-._'’][{LATIN}]+)*[+#]*|\S")


def segmenter(terms: tuple[str, ...]) -> Cut:
    """Return a function that cuts a text into words and marks, and drops the blanks.

    >>> segmenter(("自注意力",))("GPT-3 的自注意力。")
    ('GPT-3', '的', '自注意力', '。')
    """
    known = dict.fromkeys(terms)
    tokenizer = _tokenizer(tuple(term for term in known if HAN_RUN.fullmatch(term)))

    def cut(text: str) -> tuple[str, ...]:
        return tuple(_cut(text, tokenizer, known))

    return cut


def _cut(text: str, tokenizer: jieba.Tokenizer, known: dict[str, None]) -> Iterator[str]:
    words = dict(_words(text, tokenizer))
    at = 0
    for found in occurrences(text, known):
        if not _splits(found, words, known):
            yield from _pieces(text[at : found.start], tokenizer)
            yield text[found.start : found.end]
            at = found.end
    yield from _pieces(text[at:], tokenizer)


def _words(text: str, tokenizer: jieba.Tokenizer) -> Iterator[tuple[int, str]]:
    for run in HAN_RUN.finditer(text):
        at = run.start()
        for word in tokenizer.cut(run.group(), HMM=False):
            yield at, word
            at += len(word)


def _splits(found: Occurrence[None], words: dict[int, str], known: dict[str, None]) -> bool:
    """Say whether what looks like a term is the end of one word and the start of another term.

    Of 部分词元, 分词 is no word: jieba, which knows all terms, finds 词元. Of 逐词元 it makes
    逐词 and 元, so its word alone does not count: it must be a term.
    """
    inside = (words.get(at, "") for at in range(found.start, found.end))
    runs = HAN_RUN.fullmatch(found.form) is not None and found.start not in words
    return runs and any(word in known for word in inside)


def _pieces(text: str, tokenizer: jieba.Tokenizer) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        if HAN_RUN.match(piece):
            # Without its hidden Markov model, which makes up words that nobody writes.
            yield from tokenizer.cut(piece, HMM=False)
        else:
            yield piece


def _tokenizer(terms: tuple[str, ...]) -> jieba.Tokenizer:
    """Return a tokenizer of our own that knows the terms."""
    tokenizer = jieba.Tokenizer()
    words, total = _dictionary()
    tokenizer.FREQ, tokenizer.total = dict(words), total
    tokenizer.initialized = True
    # Short ones first, for a long one's weight is reckoned from the words inside it.
    for term in sorted(set(terms), key=lambda term: (len(term), term)):
        tokenizer.add_word(term)
    return tokenizer


@cache
def _dictionary() -> tuple[dict[str, int], int]:
    """Read jieba's dictionary, which takes 0.6 s, once in a process.

    `Tokenizer.initialize` would load a cache with marshal from a folder in which everybody may
    plant one, and speak about it. Loading that cache takes as long as reading the dictionary.
    """
    with (files(jieba) / "dict.txt").open("rb") as lines:
        words, total = jieba.Tokenizer.gen_pfdict(lines)
    return words, total
