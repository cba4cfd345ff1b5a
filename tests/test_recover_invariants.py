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

from pipeline.text.recover import Recovered, Refused, recover

LINES = (
    "x = f(1)|def f(x):|class A:|def g(self, y):|return x|if x:|else:|for y in x:|print(y)|pass"
    "|try:|except E as e:|finally:|@wrap|x = 1 y = 2|f(x)print(y)|while x:|break|# note|raise e"
    '|f(|)|"""doc"""|with f(x) as y:|x += 1|return xy = 1|yield x|match x:|case 1:| |\tx'
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(LINES.split("|")), max_size=12).map("\n".join) | st.text(max_size=60)
)
def test_only_whitespace_ever_changes(flat: str) -> None:
    result = recover(flat)
    if isinstance(result, Recovered):
        assert "".join(result.code.split()) == "".join(flat.split())
        assert result.code == result.code.rstrip() + "\n"
        ast.parse(result.code)


PLAIN = st.sampled_from(
    ["import os", "alpha = 1", "beta = alpha + 2", "print(alpha, beta)", "alpha += 1", "del beta"]
)


@given(st.lists(PLAIN, min_size=1, max_size=12).map("\n".join))
def test_a_valid_flat_script_passes_unchanged(script: str) -> None:
    assert recover(script) == Recovered(code=script + "\n", splits=0, indented=0, notes=())


REMARKS = (
    "check if x is set|returns the sum|bypass|the model x|first entry:|type: ignore|noqa: E501"
    "|pylint: disable=invalid-name|the object(s)|see the list (sorted)|e.g. the value of x|x = 5"
    "|return x|if x:|f(x)|call g if x: no|0 = off, 1 = on|write to me@example.com|x == 1|size: 3"
    "|https://example.org/?a=b|shape: (batch, x)|do x, then y|x is not f"
)


@pytest.mark.parametrize("remark", REMARKS.split("|"))
def test_a_comment_in_english_or_old_code_hides_nothing(remark: str) -> None:
    code = f"x = 1\nf(x)  # {remark}\ny = x\n"
    assert recover(code) == Recovered(code=code, splits=0, indented=0, notes=())


@pytest.mark.parametrize("wrong", ['x = "a b"\n', "x = 'a  b'\n", 'x = "a  b"; y\n'])
def test_a_recovery_that_changes_more_than_layout_is_refused(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The package exports a function of the same name as its module.
    module = importlib.import_module("pipeline.text.recover.recover")
    monkeypatch.setattr(module, "_unchanged", lambda _: _made(wrong))
    assert recover('x = "a  b"') == Refused(
        reason="recovering it would change more than its layout"
    )


def _made(code: str) -> Recovered:
    return Recovered(code=code, splits=0, indented=0, notes=())


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


def test_what_is_recovered_of_the_standard_library_is_what_was_written() -> None:
    recovered = 0
    for source in (source for module in MODULES for source in _sources(module)):
        flat = "\n".join(line.strip() for line in source.split("\n") if line.strip())
        result = recover(flat)
        if isinstance(result, Recovered):
            assert _tree(result.code) == _tree(source)
            recovered += 1
    assert recovered >= 20
