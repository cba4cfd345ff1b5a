"""Lists the statements of a text, with the comments and blank lines that belong to them."""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.text.recover.lexer import Line
from pipeline.text.recover.result import UnsureError
from pipeline.text.recover.split import Piece, Way, chances, ways
from pipeline.text.recover.statement import Statement, statement
from pipeline.text.recover.words import Vocabulary, vocabulary

_MOST_MERGED = 12
_MOST_LISTINGS = 6
# A way to split so much less likely than the best one (as a logarithm) is not followed.
_FARTHEST = 7.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """The statements of a text, its lines split in one way; the logarithm of its probability."""

    statements: tuple[Statement, ...]
    score: float


@dataclass(frozen=True, kw_only=True, slots=True)
class _Choice:
    """The ways to read one line, the likeliest first."""

    line: Line
    ways: tuple[Way, ...]
    scores: tuple[float, ...]


def listings(
    text: str, lines: tuple[Line, ...], weights: Mapping[str, float]
) -> tuple[Listing, ...]:
    """Read the logical lines into statements, putting lost newlines back; the likeliest first.

    A comment on a line of its own goes with the statement after it.

    Raises:
        UnsureError: a line has no reading, or too many lines are merged.
    """
    words = vocabulary(text)
    choices = tuple(_choice(line, words, weights) for line in lines if line.code)
    merged = [choice for choice in choices if _is_merged(choice.ways[0])]
    if len(merged) > _MOST_MERGED:
        where = merged[_MOST_MERGED].line.line
        raise UnsureError(f"line {where}: too many lines are merged")
    return tuple(
        Listing(statements=_statements(lines, choices, picks), score=score)
        for score, picks in _combined(choices)
    )


def _is_merged(way: Way) -> bool:
    return len(way.pieces) > 1 and not way.pieces[1].stays


def _choice(line: Line, words: Vocabulary, weights: Mapping[str, float]) -> _Choice:
    found = ways(line, words)
    scored = sorted(
        zip(chances(found, weights), range(len(found)), found, strict=True),
        key=lambda each: (-each[0], each[1]),
    )
    near = [each for each in scored if each[0] > scored[0][0] - _FARTHEST][:_MOST_LISTINGS]
    return _Choice(
        line=line,
        ways=tuple(way for _, _, way in near),
        scores=tuple(score for score, _, _ in near),
    )


def _combined(choices: tuple[_Choice, ...]) -> Iterator[tuple[float, tuple[int, ...]]]:
    """List which way each line takes, the likeliest combinations first."""
    start = (0,) * len(choices)
    best = sum(choice.scores[0] for choice in choices)
    queue, seen = [(-best, start)], {start}
    for _ in range(_MOST_LISTINGS):
        if not queue or -queue[0][0] < best - _FARTHEST:
            return
        cost, picks = heapq.heappop(queue)
        yield -cost, picks
        for at, choice in enumerate(choices):
            pick = picks[at] + 1
            other = (*picks[:at], pick, *picks[at + 1 :])
            if pick < len(choice.ways) and other not in seen:
                seen.add(other)
                loss = choice.scores[pick - 1] - choice.scores[pick]
                heapq.heappush(queue, (cost + loss, other))


def _statements(
    lines: tuple[Line, ...], choices: tuple[_Choice, ...], picks: tuple[int, ...]
) -> tuple[Statement, ...]:
    found: list[Statement] = []
    above: tuple[str, ...] = ()
    taken = iter(zip(choices, picks, strict=True))
    for line in lines:
        if not line.code:
            above = (*above, line.comment)
            continue
        choice, pick = next(taken)
        found += _of_line(line, choice.ways[pick].pieces, above)
        above = ()
    return (*found[:-1], replace(found[-1], below=above))


def _of_line(line: Line, parts: tuple[Piece, ...], above: tuple[str, ...]) -> Iterator[Statement]:
    for number, part in enumerate(parts):
        row = line.line + line.code[: part.start].count("\n")
        one = statement(part.code, row, stays=part.stays, joined=number > 0)
        yield replace(
            one,
            above=above if number == 0 else (),
            comment=line.comment if number == len(parts) - 1 else "",
            after_blank=line.after_blank and number == 0,
            note=part.note,
        )
