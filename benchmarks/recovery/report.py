"""Writes what was measured as Markdown tables."""

import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise

from recovery.choose import BANDS, KINDS, band
from recovery.measure import Outcome

from pipeline.text.recover import ACCEPTED, REVIEWED

_EDGES = (0.0, 0.25, REVIEWED, 0.7, 0.8, 0.9, ACCEPTED, 0.98, 0.99, 0.999, 1.0001)
_HEAD = ("engine", "snippets", "parse", "exact", "in top 3", "≥ 0.95: part", "right", "≥ 0.5: part")


def summary(rows: Sequence[tuple[str, Sequence[Outcome]]]) -> Iterator[str]:
    """Yield a table with one line for each engine and rate."""
    yield from _head((*_HEAD, "right", "ms median", "ms p95"))
    for name, found in rows:
        yield _line((name, *_cells(found)))


def by_cell(found: Sequence[Outcome]) -> Iterator[str]:
    """Yield a table by kind and length."""
    yield from _head(("kind", "lines", "snippets", "exact", "in top 3", "≥ 0.95: part", "right"))
    for kind in KINDS:
        for low, high in BANDS:
            part = [
                one
                for one in found
                if one.snippet.kind == kind and band(one.snippet) == (low, high)
            ]
            sure = [one for one in part if one.confidence >= ACCEPTED]
            if part:
                shares = (_exact(part), _top(part), _share(len(sure), len(part)), _exact(sure))
                yield _line((kind, f"{low}–{high}", str(len(part)), *shares))


def calibration(found: Sequence[Outcome]) -> Iterator[str]:
    """Yield a table of how often candidates of a confidence are right."""
    yield from _head(("confidence", "snippets", "mean confidence", "right"))
    for low, high in pairwise(_EDGES):
        part = [one for one in found if low <= one.confidence < high]
        if part:
            mean = statistics.mean(one.confidence for one in part)
            yield _line((f"{low:g}–{min(high, 1):g}", str(len(part)), f"{mean:.3f}", _exact(part)))


def _cells(found: Sequence[Outcome]) -> Iterator[str]:
    yield f"{len(found):,}"
    yield _share(sum(one.parses for one in found), len(found))
    yield _exact(found)
    yield _top(found)
    for limit in (ACCEPTED, REVIEWED):
        part = [one for one in found if one.confidence >= limit]
        yield _share(len(part), len(found))
        yield _exact(part)
    times = sorted(1000 * one.seconds for one in found)
    yield f"{statistics.median(times):.1f}"
    yield f"{times[int(0.95 * len(times))]:.1f}"


def _exact(found: Sequence[Outcome]) -> str:
    return _share(sum(one.right == 1 for one in found), len(found))


def _top(found: Sequence[Outcome]) -> str:
    return _share(sum(one.right > 0 for one in found), len(found))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _head(cells: tuple[str, ...]) -> Iterator[str]:
    yield _line(cells)
    yield _line((":---", *["---:"] * (len(cells) - 1)))


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
