"""Recovers flattened snippets, and notes for each what came out."""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from recovery.corrupt import flatten, joined
from recovery.judged import same
from recovery.snippets import Snippet, parsed

from pipeline.text.recover import Recovery
from pipeline.text.recover.lexer import tokens
from pipeline.text.recover.statement import parsed as kept_parsed
from pipeline.text.recover.statement import statement
from pipeline.text.recover.words import vocabulary

Recover = Callable[[str], Recovery]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """One snippet recovered: whether it had merged lines, and what the best candidates were.

    ``right`` is the place of the right candidate, counted from 1; 0 where it is not among them.
    """

    snippet: Snippet
    merged: bool
    parses: bool
    right: int
    confidence: float
    doubt: str
    seconds: float


def outcomes(
    snippets: Iterable[Snippet], rate: float, recover: Recover, seed: int
) -> Iterator[Outcome]:
    """Flatten each snippet, the same way each time, and recover it."""
    for number, snippet in enumerate(snippets):
        chance = random.Random(f"{seed} {number}")  # noqa: S311
        rows = flatten(snippet.code, rate, chance)
        text = joined(rows)
        _forget()
        before = time.perf_counter()
        result = recover(text)
        seconds = time.perf_counter() - before
        merged = any(row.cuts for row in rows)
        yield _outcome(snippet, result, merged=merged, seconds=seconds)


def _forget() -> None:
    """Drop what is kept of texts read before: each snippet is measured as the first one."""
    for kept in (tokens, kept_parsed, statement, vocabulary):
        kept.cache_clear()


def _outcome(snippet: Snippet, result: Recovery, *, merged: bool, seconds: float) -> Outcome:
    right = (at for at, one in enumerate(result.candidates, 1) if same(one.code, snippet.code))
    best = result.candidates[0] if result.candidates else None
    return Outcome(
        snippet=snippet,
        merged=merged,
        parses=best is not None and parsed(best.code) is not None,
        right=next(right, 0),
        confidence=best.confidence if best else 0.0,
        doubt=result.doubt,
        seconds=seconds,
    )
