"""Trains the weights of recovery and writes them: `python -m recovery.train FOLDER`.

The folder, outside of the repository, is where packages are fetched to. Run twice on one machine,
it writes the same bytes.
"""

import json
import random
import sys
import time
from pathlib import Path

import numpy as np
from recovery.corpus import corpus
from recovery.examples import Examples
from recovery.fit import Setting, fitted
from recovery.pack import packed
from recovery.recipe import packages, recipe_sum
from recovery.snippets import Snippet
from recovery.splits import learned, lines_of
from recovery.trust import trusted
from recovery.truth import leveled

import pipeline.text.recover.weights as shipped
from pipeline.text.recover.result import UnsureError

_TARGET = shipped.path()
_RATES = (0.02, 0.05)
# So many snippets are enough to learn from where lines are split, and how far to trust.
_SPLIT, _TRUSTED = 60_000, 4_000


def main(folder: Path) -> None:
    """Fetch, cut, learn, write."""
    folder.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    snippets = corpus(packages("train"), folder)
    print(f"{len(snippets):,} snippets, {time.monotonic() - started:.0f} s", flush=True)
    cuts = _cuts(snippets[:_SPLIT])
    print(f"{len(cuts):,} features of cuts, {time.monotonic() - started:.0f} s", flush=True)
    net = fitted(_arrays(snippets), Setting())
    print(f"a network, {time.monotonic() - started:.0f} s", flush=True)
    plain = shipped.read(json.loads(packed(net, cuts, (1.0, 0.0), "")))
    trust = trusted(corpus(packages("develop"), folder)[:_TRUSTED], plain)
    _TARGET.write_text(packed(net, cuts, trust, recipe_sum()), encoding="utf-8")
    print(f"trust {trust}; {_TARGET.stat().st_size:,} bytes, {time.monotonic() - started:.0f} s")


def _cuts(snippets: list[Snippet]) -> dict[str, float]:
    chance = random.Random(0)  # noqa: S311
    found = (
        line
        for number, snippet in enumerate(snippets)
        for line in lines_of(snippet.code, _RATES[number % 2], chance)
    )
    return learned(list(found), seed=0)


def _arrays(snippets: list[Snippet]) -> dict[str, np.ndarray]:
    chance, examples = random.Random(0), Examples()  # noqa: S311
    for snippet in snippets:
        try:
            examples.add(leveled(snippet.code, chance))
        except UnsureError:
            continue
    return examples.arrays()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
