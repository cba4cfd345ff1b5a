"""Makes candidates of readings: their code, their confidence, their notes."""

import math
from itertools import islice

from pipeline.text.recover.doubts import Doubt, doubts, glue
from pipeline.text.recover.read import Read
from pipeline.text.recover.reasons import closings, difference
from pipeline.text.recover.render import render, stays
from pipeline.text.recover.result import ACCEPTED, Candidate, Recovery, UnsureError, quoted
from pipeline.text.recover.statement import compiles, parsed
from pipeline.text.recover.words import vocabulary

_MOST_CANDIDATES = 3
# A probability nearer to 0 or 1 than this says no more than this.
_SUREST = 1e-6
# Of the readings that use a name before it has a value, so many are right.
_UNNAMED = Doubt(reason="a name is used before it has a value", leaves=0.8)


def ranked(text: str, read: tuple[Read, ...], trust: tuple[float, float]) -> Recovery:
    """Make candidates of the likeliest readings.

    Raises:
        UnsureError: none of them is valid.
    """
    coded = ((one, _code(text, one)) for one in read)
    # Some rules are checked by the compiler only, such as a nonlocal without its function.
    best = list(islice(((one, code) for one, code in coded if compiles(code)), _MOST_CANDIDATES))
    if not best:
        raise UnsureError("no reading keeps all rules of Python")
    found = [_doubts(text, one) for one, _ in best]
    candidates = [
        _candidate(one, code, _confidence(one, each, trust))
        for (one, code), each in zip(best, found, strict=True)
    ]
    ordered = sorted(candidates, key=lambda candidate: -candidate.confidence)
    doubt = _doubt([one for one, _ in best], found[0], ordered[0])
    return Recovery(candidates=tuple(ordered), doubt=doubt)


def _code(text: str, one: Read) -> str:
    """Write the reading; text that has neither blocks nor lost newlines is left as it is."""
    plain = _is_plain(one) and parsed(text) is not None
    return text.rstrip() + "\n" if plain else render(one.statements, one.levels)


def _is_plain(one: Read) -> bool:
    return all(not each.opens and not each.note for each in one.statements)


def _doubts(text: str, one: Read) -> tuple[Doubt, ...]:
    words = vocabulary(text)
    if _is_plain(one):
        return tuple(glue(one.statements, words))
    found = tuple(doubts(one.statements, one.levels, words))
    return found if one.named else (*found, _UNNAMED)


def _confidence(one: Read, found: tuple[Doubt, ...], trust: tuple[float, float]) -> float:
    """Make a probability a confidence, by how often such a reading was right."""
    slope, offset = trust
    chance = min(max(math.exp(one.score), _SUREST), 1.0 - _SUREST)
    odds = slope * math.log(chance / (1.0 - chance)) + offset
    sure = 1.0 if _is_plain(one) and one.score == 0.0 else 1.0 / (1.0 + math.exp(-odds))
    return sure * math.prod({doubt.leaves for doubt in found})


def _candidate(one: Read, code: str, confidence: float) -> Candidate:
    statements, levels = one.statements, one.levels
    moved = [not stays(statements, levels, at) for at in range(len(levels))]
    back = [each for each, move in zip(statements, moved, strict=True) if each.joined and move]
    splits = tuple(f"line {each.line}: {each.note}" for each in back if each.note)
    return Candidate(
        code=code,
        confidence=round(confidence, 4),
        splits=len(back),
        indented=sum(level > 0 and move for level, move in zip(levels, moved, strict=True)),
        notes=(*splits, *closings(statements, levels)),
    )


def _doubt(read: list[Read], found: tuple[Doubt, ...], best: Candidate) -> str:
    """Say what is in doubt: what the likeliest reading leaves open, or where two of them part."""
    if found:
        return found[0].reason
    if best.confidence >= ACCEPTED or len(read) == 1:
        return ""
    one, two = read[:2]
    if [each.code for each in one.statements] == [each.code for each in two.statements]:
        return difference(one.statements, one.levels, two.levels)
    pairs = zip(one.statements, two.statements, strict=False)
    part = next((each for each, other in pairs if each.code != other.code), one.statements[-1])
    return f"line {part.line}: {quoted(part.code)} can be split in several ways"
