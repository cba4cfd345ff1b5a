"""Chooses the snippets to measure with: of packages that the trainer never saw, none seen twice."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from recovery.corpus import corpus, prints_of
from recovery.recipe import packages, recipe_sum
from recovery.snippets import Snippet, parsed, prints

KINDS = ("function", "class", "window", "script")
BANDS = ((5, 10), (11, 20), (21, 40))
_EACH = 125


def band(snippet: Snippet) -> tuple[int, int]:
    """Return the band of lengths that the snippet is in."""
    return next(each for each in BANDS if each[0] <= snippet.length <= each[1])


def chosen(folder: Path) -> list[Snippet]:
    """Choose as many snippets of each kind and length, the packages in turn."""
    seen = set(_seen(folder))
    cells: dict[tuple[str, tuple[int, int]], dict[str, list[Snippet]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in corpus(packages("bench"), folder):
        tree = parsed(one.code)
        marks = prints(tree) if tree else ()
        if tree and not seen.intersection(marks):
            seen.add(marks[0])
            cells[one.kind, band(one)][one.package].append(one)
    return [one for kind in KINDS for each in BANDS for one in _in_turn(cells[kind, each])]


def _in_turn(found: dict[str, list[Snippet]]) -> Iterator[Snippet]:
    rounds = zip_longest(*(found[package] for package in sorted(found)))
    turns = (one for each in rounds for one in each if one)
    yield from (one for one, _ in zip(turns, range(_EACH), strict=False))


def _seen(folder: Path) -> frozenset[str]:
    """Return the fingerprints of all that was learned from; they are kept in the folder."""
    kept = folder / f"seen-{recipe_sum()[:16]}.txt"
    if not kept.exists():
        found = prints_of(corpus(packages("train") + packages("develop"), folder))
        kept.write_text("\n".join(sorted(found)), encoding="utf-8")
    return frozenset(kept.read_text(encoding="utf-8").split("\n"))
