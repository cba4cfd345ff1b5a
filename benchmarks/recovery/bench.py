"""Measures recovery on code that it never saw: `python -m recovery.bench FOLDER`.

The folder, outside of the repository, is where packages are fetched to.
"""

import datetime as dt
import sys
from collections import Counter
from pathlib import Path

from recovery.choose import chosen
from recovery.greedy import greedy
from recovery.measure import outcomes
from recovery.report import by_cell, calibration, summary
from table import machine

from pipeline.text.recover import recover

_RATES = (0.0, 0.05)
_SEED = 2026
_ENGINES = {"deckpress": recover, "greedy": greedy}


def main(folder: Path) -> None:
    """Choose, measure, print."""
    print(machine(dt.datetime.now(dt.UTC).date()))
    snippets = chosen(folder)
    counted = Counter(one.package for one in snippets)
    print(f"{len(snippets):,} snippets of {len(counted)} packages:", *sorted(counted))
    # Read the weights before the clock runs.
    recover("def f(x):\nif x:\ng(x)\nreturn x")
    found = {
        (name, rate): list(outcomes(snippets, rate, engine, _SEED))
        for rate in _RATES
        for name, engine in _ENGINES.items()
    }
    print(
        *summary([(f"{name}, {rate:.0%} merged", each) for (name, rate), each in found.items()]),
        sep="\n",
    )
    for rate in _RATES:
        own = found["deckpress", rate]
        print(f"\n{rate:.0%} merged, by kind and length:\n", *by_cell(own), sep="\n")
        print(f"\n{rate:.0%} merged, calibration:\n", *calibration(own), sep="\n")
    merged = [one for one in found["deckpress", _RATES[-1]] if one.merged]
    print("\nonly snippets with a merged line:\n", *summary([("deckpress", merged)]), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
