"""Recovery: what must hold for any code, and for the standard library's own."""

import ast
import bisect
import fnmatch
import heapq
import importlib
import inspect
import json.encoder
import shlex
import string
import textwrap
from collections.abc import Iterator
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.recover import Candidate, Recovery, recover

LINES = (
    "x = f(1)|def f(x):|class A:|def g(self, y):|return x|if x:|else:|for y in x:|print(y)|pass"
    "|try:|except E as e:|finally:|@wrap|x = 1 y = 2|f(x)print(y)|while x:|break|# note|raise e"
    '|f(|)|"""doc"""|with f(x) as y:|x += 1|return xy = 1|yield x|match x:|case 1:| |\tx'
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(LINES.split("|")), max_size=12).map("\n".join) | st.text(max_size=60)
)
def test_only_whitespace_ever_changes(flat: str) -> None:
    result = recover(flat)
    for one in result.candidates:
        assert "".join(one.code.split()) == "".join(flat.split())
        assert one.code == one.code.rstrip() + "\n"
        ast.parse(one.code)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(LINES.split("|")), max_size=12).map("\n".join))
def test_candidates_are_few_ordered_and_sure_to_a_degree(flat: str) -> None:
    result = recover(flat)
    sure = [one.confidence for one in result.candidates]
    assert len(sure) <= 3
    assert sure == sorted(sure, reverse=True)
    assert all(0.0 <= one <= 1.0 for one in sure)
    assert len({one.code for one in result.candidates}) == len(sure)
    assert result.doubt or result.accepted
    assert result == recover(flat)


@given(st.lists(st.text('ab \t#:"', max_size=8), min_size=1, max_size=4))
def test_strings_keep_their_content(texts: list[str]) -> None:
    flat = "\n".join(["def f(x):", *(f"x({text!r})" for text in texts), "return x"])
    (best, *_) = recover(flat).candidates
    nodes = ast.walk(ast.parse(best.code))
    assert [node.value for node in nodes if isinstance(node, ast.Constant)] == texts


PLAIN = st.sampled_from(
    ["import os", "alpha = 1", "beta = alpha + 2", "print(alpha, beta)", "alpha += 1", "del beta"]
)


@given(st.lists(PLAIN, min_size=1, max_size=12).map("\n".join))
def test_a_valid_flat_script_passes_unchanged(script: str) -> None:
    assert recover(script) == _whole(script + "\n")


REMARKS = (
    "check if x is set|returns the sum|bypass|the model x|first entry:|type: ignore|noqa: E501"
    "|pylint: disable=invalid-name|the object(s)|see the list (sorted)|e.g. the value of x|x = 5"
    "|return x|if x:|f(x)|call g if x: no|0 = off, 1 = on|write to me@example.com|x == 1|size: 3"
    "|https://example.org/?a=b|shape: (batch, x)|do x, then y|x is not f"
)


@pytest.mark.parametrize("remark", REMARKS.split("|"))
def test_a_comment_in_english_or_old_code_hides_nothing(remark: str) -> None:
    code = f"x = 1\nf(x)  # {remark}\ny = x\n"
    assert recover(code) == _whole(code)


def _whole(code: str) -> Recovery:
    one = Candidate(code=code, confidence=1.0, splits=0, indented=0, notes=())
    return Recovery(candidates=(one,), doubt="")


@pytest.mark.parametrize("wrong", ['x = "a b"\n', "x = 'a  b'\n", 'x = "a  b"; y\n'])
def test_a_recovery_that_changes_more_than_layout_is_dropped(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The package exports a function of the same name as its module.
    module = importlib.import_module("pipeline.text.recover.recover")
    monkeypatch.setattr(module, "_unchanged", lambda _: _whole(wrong))
    monkeypatch.setattr(module, "ranked", lambda *_: _whole(wrong))
    assert recover('x = "a  b"') == Recovery(
        candidates=(), doubt="recovering it would change more than its layout"
    )


MODULES = (textwrap, string, bisect, heapq, json.encoder, shlex, fnmatch)


def _sources(module: ModuleType) -> Iterator[str]:
    """Write out the module's own functions and classes, and the methods of those."""
    for one in vars(module).values():
        if getattr(one, "__module__", "") != module.__name__:
            continue
        for each in (one, *(vars(one).values() if inspect.isclass(one) else ())):
            if inspect.isfunction(each) or inspect.isclass(each):
                yield textwrap.dedent(inspect.getsource(each))


def _tree(code: str) -> str:
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = " ".join(str(node.value.value).split())
    return ast.dump(tree)


def test_what_is_accepted_of_the_standard_library_is_what_was_written() -> None:
    every = (one for module in MODULES for one in _sources(module))
    found = [one for one in every if one.count("\n") <= 60]
    right = wrong = 0
    for source in found:
        flat = "\n".join(line.strip() for line in source.split("\n") if line.strip())
        best = recover(flat).accepted
        if best:
            same = _tree(best.code) == _tree(source)
            right, wrong = right + same, wrong + (not same)
    assert right >= 20
    assert wrong == 0
