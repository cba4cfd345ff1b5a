"""Collects the snippets of packages, each only once, no package more than its share."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from recovery.fetch import fetched, texts
from recovery.recipe import Package
from recovery.snippets import Snippet, of_module, of_readme, parsed, prints

# Of one package at most so many of a kind: else the largest would decide.
_SHARE = {"function": 2000, "class": 1500, "window": 2000, "script": 3000}


def corpus(packages: tuple[Package, ...], folder: Path) -> list[Snippet]:
    """Collect the snippets of all packages, in an order that only depends on them."""
    found: dict[str, Snippet] = {}
    for package in packages:
        chance = random.Random(package.name)  # noqa: S311
        own = {one.code: one for one in _of_package(package, folder) if one.code not in found}
        left = Counter(_SHARE)
        for one in chance.sample(list(own.values()), len(own)):
            if left[one.kind]:
                left[one.kind] -= 1
                found[one.code] = one
    return random.Random(0).sample(list(found.values()), len(found))  # noqa: S311


def _of_package(package: Package, folder: Path) -> Iterator[Snippet]:
    for name, text in texts(fetched(package, folder)):
        cut = of_module if name.endswith(".py") else of_readme
        yield from cut(text, package.name)


def prints_of(snippets: list[Snippet]) -> frozenset[str]:
    """Return the fingerprints of all snippets and of the definitions in them."""
    found: set[str] = set()
    for one in snippets:
        tree = parsed(one.code)
        found.update(prints(tree) if tree else ())
    return frozenset(found)
