"""What recovery is trained and measured with: packages apart, flattening, what counts as right."""

import random
import subprocess
import sys

import pytest
from recovery.corrupt import flatten, joined
from recovery.greedy import greedy
from recovery.judged import same
from recovery.recipe import packages
from recovery.snippets import of_module, of_readme

MODULE = '''
import os

def area(shape):
    """Say how large it is.

    >>> shape = Square(2)
    >>> for side in shape:
    ...     print(side)
    ...     total = side
    >>> area(shape)
    4
    """
    total = 1

    for side in shape:
        total *= side
    return total

class Square:
    sides = 4
    def __init__(self, side):
        self.side = side
    def __iter__(self):
        return iter((self.side, self.side))

squares = [Square(side) for side in range(3)]
for square in squares:
    print(area(square))
'''
README = "# Use\n```python\nimport a\nfor x in a:\n\n    x.run()\n    x.stop()\nprint(a)\n```\n"
CODE = "def f(x):\n    if x:\n        return g(x)  # why\n    return h(x)\nprint(f(1))\n"
RIGHT = {
    "the same": (CODE, CODE, True),
    "other blanks": ("x = [1,2]", "x = [ 1, 2 ]\n", True),
    "another margin inside of a string": ('x = """a\n  b"""', 'x = """a\nb"""', True),
    "another level": ("if a:\n    b()\n    c()", "if a:\n    b()\nc()", False),
    "another text": ('x = "a"', 'x = "b"', False),
    "no Python": ("if a:", "if a:", False),
}


def test_no_package_is_in_two_parts() -> None:
    parts = [[one.name for one in packages(part)] for part in ("train", "develop", "bench")]
    names = [name for part in parts for name in part]
    assert len(names) == len(set(names))


def test_a_module_is_cut_into_every_kind() -> None:
    found = list(of_module(MODULE, "shapes"))
    assert {one.kind for one in found} >= {"function", "class", "script"}
    assert all("\n\n" not in one.code and one.package == "shapes" for one in found)
    assert found == list(of_module(MODULE, "shapes"))


def test_a_readme_gives_its_examples() -> None:
    (one,) = of_readme(README, "a")
    assert one.code == "import a\nfor x in a:\n    x.run()\n    x.stop()\nprint(a)\n"


@pytest.mark.parametrize("rate", [0.0, 0.5, 1.0])
def test_flattening_takes_blanks_only(rate: float) -> None:
    rows = flatten(CODE, rate, random.Random(1))  # noqa: S311
    text = joined(rows)
    assert "".join(text.split()) == "".join(CODE.split())
    assert not any(row.startswith(" ") for row in text.split("\n"))
    assert "# why\n" in text, "a newline behind a comment stays"
    assert any(row.cuts for row in rows) == (rate > 0)


@pytest.mark.parametrize(("code", "truth", "right"), RIGHT.values(), ids=RIGHT.keys())
def test_what_counts_as_right(code: str, truth: str, *, right: bool) -> None:
    assert same(code, truth) == right


def test_the_baseline_indents_what_needs_no_look_ahead() -> None:
    flat = "class A:\ndef f(self):\nif self.x:\nreturn 1\nelse:\nreturn 2"
    code = (
        "class A:\n    def f(self):\n        if self.x:\n            return 1\n"
        "        else:\n            return 2\n"
    )
    assert greedy(flat).candidates[0].code == code


def test_recovery_needs_the_standard_library_only() -> None:
    told = (
        "import sys; from pipeline.text.recover import recover; recover('if x:\\nf()\\ng()');"
        "print(sorted({name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names))"
    )
    ran = subprocess.run(
        [sys.executable, "-S", "-c", told], capture_output=True, text=True, check=False
    )
    names = ran.stdout.strip("[]\n").replace("'", "").split(", ")
    assert {name for name in names if not name.startswith("_")} == {"pipeline"}, ran.stderr
