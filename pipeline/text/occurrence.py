"""Where the terms of a list stand in a text, and whether an English term stands in a sentence.

Chinese writes no blanks, so a term is found as a plain string, and the longest term that starts
at a place hides the shorter ones inside it: 自注意力 does not count as 注意力 as well. English
inflects, so there the last word of a term may be another form of the same word.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from pipeline.text.typography import LATIN

T = TypeVar("T")
Words = tuple[str, ...]

_LATIN = re.compile(f"[{LATIN}]")
# GPT-3 is no word of GPT-3.5, but BERT is one of BERT-base: a hyphen joins words, a point numbers.
_OPENS = rf"(?<![{LATIN}_])"
_ENDS = rf"(?![{LATIN}_]|\.[0-9])"

_GLOSS = re.compile(r"\s*\(([^()]+)\)")
_POSSESSIVE = re.compile(r"[’']s?(?![^\W_])")
# Blanks and hyphens part words; any other mark stands between them.
_TOKEN = re.compile(r"[^\W_]+|[^\s‐‑–-]")
_VOWEL = re.compile(r"[aeiouy]")

# Endings of English, each with what stood in its place before.
ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("es", "is"),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
)
SHORTEST = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Occurrence(Generic[T]):
    """One place where a term stands: `text[start:end]`, which is `form` but for its case."""

    start: int
    end: int
    form: str
    value: T


def occurrences(text: str, terms: Mapping[str, T]) -> tuple[Occurrence[T], ...]:
    """Return every place where a term stands: leftmost, longest, and none inside another.

    Latin at the ends of a term must be whole words. A term without a capital is found in either
    case, any other only as it is written.

    >>> [found.form for found in occurrences("RoBERTa 的自注意力", {"BERT": 1, "注意力": 2})]
    ['注意力']
    >>> [found.form for found in occurrences("多头自注意力", {"注意力": 1, "自注意力": 2})]
    ['自注意力']
    """
    # The forms are the key of the cache, so that a list is compiled once for all texts.
    pattern = _compiled(tuple(terms))
    return tuple(_found(match, terms) for match in pattern.finditer(text)) if pattern else ()


def _found(match: re.Match[str], terms: Mapping[str, T]) -> Occurrence[T]:
    form = match.group() if match.group() in terms else match.group().lower()
    return Occurrence(start=match.start(), end=match.end(), form=form, value=terms[form])


@lru_cache(maxsize=16)
def _compiled(forms: Words) -> re.Pattern[str] | None:
    longest_first = sorted(filter(None, forms), key=lambda form: (-len(form), form))
    return re.compile("|".join(map(_branch, longest_first))) if longest_first else None


def _branch(form: str) -> str:
    opens = _OPENS if _LATIN.match(form[0]) else ""
    ends = _ENDS if _LATIN.match(form[-1]) else ""
    # ASCII only: by Unicode's rules `s` would also find `ſ`, which is no key of the terms.
    body = f"(?ai:{re.escape(form)})" if form == form.lower() else re.escape(form)
    return f"{opens}{body}{ends}"


def stands_in(form: str, english: str) -> bool:
    """Say whether an English term stands in a sentence, inflected or not.

    Case does not count, a hyphen is a blank, and the last word may be inflected. But words that
    are written as one are not those written as two: "pretraining" is no "pre-training".
    A term with a gloss, "large language model (LLM)", stands there by either of its sides.

    >>> stands_in("fine-tuning", "Models that we fine-tuned."), stands_in("mask", "unmasked")
    (True, False)
    >>> stands_in("out-of-vocabulary (OOV) word", "How are OOV words handled?")
    True
    """
    words = _words(english)
    return any(_has(words, side) for side in _sides(form))


def _has(words: Words, side: Words) -> bool:
    *front, last = side
    ends = range(len(front), len(words))
    return any(
        list(words[end - len(front) : end]) == front and bases(words[end]) & bases(last)
        for end in ends
    )


@cache
def _sides(form: str) -> tuple[Words, ...]:
    """Return the ways to write a term: as it is, without glosses, each gloss for its front."""
    plain = _GLOSS.sub("", form)
    glossed = (
        f"{gloss[1]}{_GLOSS.sub('', form[gloss.end() :])}" for gloss in _GLOSS.finditer(form)
    )
    return tuple(words for words in map(_words, (form, plain, *glossed)) if words)


@lru_cache(maxsize=1024)
def _words(english: str) -> Words:
    # Marks stay as words of their own, so that no term is found across a comma.
    return tuple(_TOKEN.findall(_POSSESSIVE.sub("", english.lower())))


@cache
def bases(word: str) -> frozenset[str]:
    """Return the words that a word may be a form of, itself among them.

    The price of having no dictionary: some are no words, and `planed` has `plan` among its own.

    >>> sorted(bases("dropped"))
    ['drop', 'dropp', 'droppe', 'dropped']
    """
    return frozenset({word, *_bases(word)})


def _bases(word: str) -> Iterator[str]:
    for ending, before in ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or word.endswith("ss"):
            continue
        # LLMs are LLM, but a string is no str.
        if not ending.endswith("s") and not _VOWEL.search(stem + before):
            continue
        if len(stem) + len(before) >= SHORTEST:
            yield stem + before
        if not before and len(stem) > SHORTEST and stem[-1] == stem[-2]:
            yield stem[:-1]
