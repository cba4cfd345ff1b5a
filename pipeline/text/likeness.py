"""How alike whole texts are by what is rare in them: a cosine over weighted pieces.

The pieces are pairs of neighboring Han and Latin words, so no dictionary is needed. A piece
weighs more the fewer of the texts have it.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.text.typography import HAN_RUN

_LATIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Vector = dict[str, float]

# The more is skipped, the shorter the index and the more pairs are looked at in vain. Measured on
# 5,000 made-up answers of 111 pieces each: 0.5 takes 10 seconds, 0.7 to 0.8 about 5, and 0.9 as
# long; answers with fewer words between them make 0.9 the slowest.
SKIPPED = 0.75


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """Texts number `one` and `other`, counted from 0 and in order, and their cosine."""

    one: int
    other: int
    score: float


def pieces(text: str) -> Counter[str]:
    """Count the pairs of neighboring Han and the Latin words of a text.

    A Latin word counts twice, as does a Chinese one of three Han, which has two pairs.

    >>> sorted(pieces("评估 LLM 性能").items())
    [('llm', 2), ('性能', 1), ('评估', 1)]
    """
    runs = HAN_RUN.findall(text)
    pairs = [one + other for run in runs for one, other in pairwise(run)]
    return Counter([*pairs, *(2 * _LATIN.findall(text.lower()))])


def alike(texts: Sequence[Counter[str]], least: float) -> tuple[Likeness, ...]:
    """Return every pair of texts, given as their pieces, whose cosine is at least `least`.

    >>> texts = [pieces("评估模型"), pieces("如何评估模型"), pieces("知识蒸馏")]
    >>> [(pair.one, pair.other) for pair in alike(texts, 0.5)]
    [(0, 1)]
    """
    held = Counter(piece for text in texts for piece in text)
    vectors = [_vector(text, held, len(texts)) for text in texts]
    found = (
        Likeness(one=one, other=other, score=score)
        for one, other in _candidates(vectors, held, least)
        if (score := _cosine(vectors[one], vectors[other])) >= least
    )
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other)))


def _vector(text: Counter[str], held: Counter[str], count: int) -> Vector:
    weights = {piece: n * math.log((1 + count) / held[piece]) for piece, n in text.items()}
    length = math.hypot(*weights.values()) or 1.0
    return {piece: weight / length for piece, weight in weights.items()}


def _cosine(one: Vector, other: Vector) -> float:
    small, large = sorted((one, other), key=len)
    return sum(weight * large.get(piece, 0.0) for piece, weight in small.items())


def _candidates(
    vectors: Sequence[Vector], held: Counter[str], least: float
) -> Iterator[tuple[int, int]]:
    """Yield each pair that may reach `least`, by way of an index of the texts' rare pieces.

    A text's commonest pieces are left out as long as they are shorter, as a vector, than
    `skipped`: by Cauchy and Schwarz they add no more than that to any cosine, so a pair that
    reaches `least` has the rest of it in the index.
    """
    skipped = SKIPPED * least
    index: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        rare = _rare(vector, held, skipped)
        partial: defaultdict[int, float] = defaultdict(float)
        for piece, weight in rare.items():
            for other, there in index[piece]:
                partial[other] += weight * there
            index[piece].append((number, weight))
        yield from ((other, number) for other, sum_ in partial.items() if sum_ >= least - skipped)


def _rare(vector: Vector, held: Counter[str], short: float) -> Vector:
    """Return the vector without its commonest pieces, which together are shorter than `short`."""
    order = sorted(vector, key=lambda piece: (-held[piece], piece))
    square, first = 0.0, 0
    while first < len(order) and (square := square + vector[order[first]] ** 2) < short**2:
        first += 1
    return {piece: vector[piece] for piece in order[first:]}
