"""Recovering flattened Python: the real blocks, what is ranked, what is in doubt, what stays."""

import pytest

from pipeline.text.recover import Candidate, Recovery, recover

TOKENIZER_FLAT = """\
from transformers import GPT2Tokenizer
def tokenize_text(text):
tokenizer = GPT2Tokenizer.from_pretrained("gpt2")
tokens = tokenizer.encode(text, return_tensors="pt")
return tokensinput_text = "Hello, world!"
tokenized_text = tokenize_text(input_text)
print(tokenized_text)"""

TOKENIZER = """\
from transformers import GPT2Tokenizer


def tokenize_text(text):
    tokenizer = GPT2Tokenizer.from_pretrained("gpt2")
    tokens = tokenizer.encode(text, return_tensors="pt")
    return tokens


input_text = "Hello, world!"
tokenized_text = tokenize_text(input_text)
print(tokenized_text)
"""

TRANSFORMER_FLAT = """\
import torch
import torch.nn as nn
import torch.nn.functional as F
class TransformerBlock(nn.Module):
def __init__(self, embed_size, heads):
super(TransformerBlock, self).__init__()
self.attention = nn.MultiheadAttention(embed_size, heads)
self.norm1 = nn.LayerNorm(embed_size)
self.norm2 = nn.LayerNorm(embed_size)
self.feed_forward = nn.Sequential(
nn.Linear(embed_size, 2048),
nn.ReLU(),
nn.Linear(2048, embed_size)
) def forward(self, x):
attn_output, _ = self.attention(x, x, x)
x = self.norm1(attn_output + x)
ff_output = self.feed_forward(x)
x = self.norm2(ff_output + x)
return x"""

TRANSFORMER = """\
import torch
import torch.nn as nn
import torch.nn.functional as F


class TransformerBlock(nn.Module):
    def __init__(self, embed_size, heads):
        super(TransformerBlock, self).__init__()
        self.attention = nn.MultiheadAttention(embed_size, heads)
        self.norm1 = nn.LayerNorm(embed_size)
        self.norm2 = nn.LayerNorm(embed_size)
        self.feed_forward = nn.Sequential(
            nn.Linear(embed_size, 2048),
            nn.ReLU(),
            nn.Linear(2048, embed_size)
        )

    def forward(self, x):
        attn_output, _ = self.attention(x, x, x)
        x = self.norm1(attn_output + x)
        ff_output = self.feed_forward(x)
        x = self.norm2(ff_output + x)
        return x
"""

FACTORY_FLAT = '''\
def make() -> type[Base]:
"""Doc."""
from lib import Base
class C(Meta, Base):
def __init__(self, m):
self.m = m
return C'''

FACTORY = '''\
def make() -> type[Base]:
    """Doc."""
    from lib import Base

    class C(Meta, Base):
        def __init__(self, m):
            self.m = m

    return C
'''

RECOVERED = {
    "real: a return glued to the next assignment": (TOKENIZER_FLAT, TOKENIZER),
    "real: a method behind a closing bracket": (TRANSFORMER_FLAT, TRANSFORMER),
    "a class that a function returns": (FACTORY_FLAT, FACTORY),
    "two assignments on one line": ("x = 1 y = 2", "x = 1\ny = 2\n"),
    "three statements on one line": ("x = f() y = x print(y)", "x = f()\ny = x\nprint(y)\n"),
    "imports glued at a known name": (
        "import osimport sys\nos.x(sys)",
        "import os\nimport sys\nos.x(sys)\n",
    ),
    "a return with a value keeps it": (
        "def f(x):\nreturn g(x)y = f(1)",
        "def f(x):\n    return g(x)\n\n\ny = f(1)\n",
    ),
    "one-line bodies stay on their line": (
        "def f(x):\nif x: return 1\nreturn 2",
        "def f(x):\n    if x: return 1\n    return 2\n",
    ),
    "if and else that both return end the function": (
        "def f(x):\nif x:\nreturn 1\nelse:\nreturn 2\nprint(f(3))",
        "def f(x):\n    if x:\n        return 1\n    else:\n        return 2\n\n\nprint(f(3))\n",
    ),
    "an instance is made outside its class": (
        "class A:\ndef f(self):\nreturn 1\na = A()\nprint(a.f())",
        "class A:\n    def f(self):\n        return 1\n\n\na = A()\nprint(a.f())\n",
    ),
    "except needs its try, and its name ends with it": (
        "try:\nx = f()\nexcept E as e:\nraise G from e\nprint(x)",
        "try:\n    x = f()\nexcept E as e:\n    raise G from e\nprint(x)\n",
    ),
    "a decorator goes with its method": (
        "class A:\n@wrap\ndef f(self):\nreturn 1",
        "class A:\n    @wrap\n    def f(self):\n        return 1\n",
    ),
    "comments and docstrings move with their code": (
        'def f():\n"""Say.\nMore.\n"""\n# why\nreturn 1  # one',
        'def f():\n    """Say.\n    More.\n    """\n    # why\n    return 1  # one\n',
    ),
    "a name in an annotation needs no value": (
        "def f(x: Late) -> Late:\nreturn x\nif f(1):\nfrom lib import Late",
        "def f(x: Late) -> Late:\n    return x\n\n\nif f(1):\n    from lib import Late\n",
    ),
    "a docstring may be a whole body where nothing else fits in it": (
        'class A:\ndef f(self):\n"""Do."""\ndef g(self):\nself.f()',
        'class A:\n    def f(self):\n        """Do."""\n\n    def g(self):\n        self.f()\n',
    ),
    "blanks inside a docstring stay": (
        'def f():\n"""Say.  \nMore.  \n"""\nreturn "a  b"',
        'def f():\n    """Say.  \n    More.  \n    """\n    return "a  b"\n',
    ),
}

# Both readings keep the rules; which of them comes first is what the model has learned.
RANKED = {
    "print after the loop, or in it": (
        "total = 0\nfor x in y:\ntotal += x\nprint(total)",
        "total = 0\nfor x in y:\n    total += x\nprint(total)\n",
        "total = 0\nfor x in y:\n    total += x\n    print(total)\n",
    ),
    "a call after the function, or in it": (
        "def f():\nprint(1)\nf()",
        "def f():\n    print(1)\n\n\nf()\n",
        "def f():\n    print(1)\n    f()\n",
    ),
    "a one-line loop may have lost its newline": (
        "for x in y: f(x)\ng()",
        "for x in y: f(x)\ng()\n",
        "for x in y:\n    f(x)\n    g()\n",
    ),
    "a function that nothing uses may be nested": (
        "def f(x):\nprint(x)\ndef g(y):\nreturn y",
        "def f(x):\n    print(x)\n\n\ndef g(y):\n    return y\n",
        "def f(x):\n    print(x)\n\n    def g(y):\n        return y\n",
    ),
    "a decorator glued to a decorator": (
        "@a(1)@b\ndef f():\nreturn 1",
        "@a(1)\n@b\ndef f():\n    return 1\n",
        "@a(1)@b\ndef f():\n    return 1\n",
    ),
    "a yield that is never reached makes a generator": (
        "def f():\ndef g():\nraise E\nyield\nh(g)",
        "def f():\n    def g():\n        raise E\n        yield\n\n    h(g)\n",
        "def f():\n    def g():\n        raise E\n\n    yield\n    h(g)\n",
    ),
    "hundreds of blocks in a row": (
        "\n".join(["if x:", "f(x)"] * 200),
        "\n".join(["if x:", "    f(x)"] * 200) + "\n",
        "\n".join(["if x:", "    f(x)"] * 199) + "\n    if x:\n        f(x)\n",
    ),
    "a name glued to an attribute": (
        "y = 1\nx = a.by = 2",
        "y = 1\nx = a.b\ny = 2\n",
        "y = 1\nx = a.by = 2\n",
    ),
}

# Anybody's guess; it must never be taken unseen.
OPEN = {
    "in or after the with block": "with open(p) as f:\nx = f.read()\nprint(x)",
    "in or after the if": "if a:\nb()\nc()",
    "glued names in a valid line": "x = 1\ny = 2\nx = yprint(x)",
}

DOUBTED = {
    "glued names nobody else uses": ("return tokensinput_text = 1", "line 1"),
    "a short name glued to an attribute nobody else uses": (
        "h = 1\nh = self._handlerh.start()",
        'line 2: "_handlerh" may be two names (such as "_handler" and "h")',
    ),
    "a call glued to a known name": (
        "name = a\nx = nameset_data(1)",
        'line 2: "nameset_data" may be two names (such as "name" and "set_data")',
    ),
    "an async glued to a decorator": (
        "@wrapasync def f():\nreturn 1",
        'line 1: "@wrap" can be split in several ways',
    ),
    "a call glued to a closing comma": ("x = f(1),g(2)", '"g(2)" may be a statement'),
    "a special name glued to a pass": (
        "class A:\npass__all__ = []",
        'line 2: "pass__all__" may be two names (such as "pass" and "__all__")',
    ),
    "names that divide in two ways": (
        "def f(a, bc, ab, c):\nreturn abc.x = 1",
        "a name is used before it has a value",
    ),
    "junk": ("this is not a program", "line 1"),
    "an opened bracket": ("f(\n1", '"(" is never closed'),
    "a bracket too many": ("f(1))", 'line 1: ")" closes no bracket'),
    "an open string": ('x = "a', "line 1: a string is not closed"),
    "empty text": ("", "the text is empty"),
    "only blank lines": (" \n\n", "the text is empty"),
    "half of the lines indented": ("if a:\nb()\n  c()\n  d()", "some lines are indented"),
    "a long string that is no docstring": ('def f():\nx = """a\nb"""\nreturn x', "own indentation"),
    "code behind a comment": ("def f(x):\nreturn x  # go x = 1", "the comment may hold code"),
    "an unused function may be nested under a docstring": (
        'def f():\n"""Doc."""\ndef g():\nreturn 1',
        'line 3: "def g():" would stand in a function without use',
    ),
    "the one reading nests a function that nothing uses": (
        "def f():\nA = g()\nA.run()\ndef h():\nassert A",
        'line 4: "def h():" would stand in a function without use',
    ),
    "the one reading leaves a docstring as a whole body": (
        'def f():\n"""Doc."""\nx = h()\nif __name__ == "__main__":\nx.run()',
        'line 3: "x = h()" would leave a docstring as a whole body',
    ),
    "a header glued to a comment's full stop": (
        "def f(x):\n# only for lists.if x:\nx = x[0]\nreturn x",
        'line 2: the comment may hold code: "if x:"',
    ),
    "an assignment glued to a comment's last word": (
        "x = f(1)  # first stepy = 2",
        'line 1: the comment may hold code: "stepy = 2"',
    ),
    "a comment of one word glued to a known name": (
        "y = 1\nx = f(y)  # stepy = 2",
        'the comment may hold code: "y = 2"',
    ),
    "a number glued to a name in a comment": ("x = 1  # step 1y = 2", 'code: "y = 2"'),
    "an import glued to a comment's colon": ("x = 1  # see:import os", 'code: "import os"'),
    "a word of English before an assignment": ("x = 1  # done.y = 2", 'code: "done.y = 2"'),
    "a return glued to a comment's word": ("def f():\nx()  # stopreturn", 'code: "return"'),
    "a known call glued to a comment's word": ("f(1)  # stepf(2)", 'code: "f(2)"'),
    "a one-line body in a comment": ("f(1)  # step.if x: f(2)", 'code: "if x: f(2)"'),
    "a decorator in a comment": ("x = 1  # step@wrap\ndef f():\nreturn 1", 'code: "@wrap"'),
    "code between two comments": ("x = 1  # a step.if x:  # why", 'code: "if x:"'),
    "a bracket that may begin a statement": (
        "a.f() (b / c).g()",
        'line 1: "(b / c).g()" may be a statement',
    ),
    "a list that may begin a statement": ("x = y [a, b][0].f()", "may be a statement"),
    "too many merged lines": ("\n".join(["x = a b = c"] * 200), "too many lines are merged"),
    "a line too long to split": ("x " * 200, "is no Python statement"),
    "a header without a body": ("def f(x):", "the code ends in the middle of a block"),
    "an else without its if": ("x = 1\nelse:\ny = 2", 'line 2: "else:" fits in no block'),
}

UNCHANGED = {
    "indented code": "def f():\n  x = 1\n\n  return x\n",
    "indented code with odd spacing": "if a:\n        b( 1 )\nc()\n",
    "a flat script": "import os\nx = os.sep\n\n\nprint(x)\n",
    "block openers inside a string": 'x = """\ndef f(x):\nif y:\n"""\nprint(x)\n',
    "only a comment": "# def f():\n",
    "brackets over several lines": "x = f(\n1,\n2,\n)\n",
}


@pytest.mark.parametrize(("flat", "code"), RECOVERED.values(), ids=RECOVERED.keys())
def test_what_is_certain_is_recovered(flat: str, code: str) -> None:
    result = recover(flat)
    assert result.accepted is not None, result
    assert result.accepted.code == code
    assert result.doubt == ""


@pytest.mark.parametrize(("flat", "likely", "other"), RANKED.values(), ids=RANKED.keys())
def test_two_readings_are_ranked(flat: str, likely: str, other: str) -> None:
    codes = [one.code for one in recover(flat).candidates]
    assert codes[0] == likely
    assert other in codes


@pytest.mark.parametrize("flat", OPEN.values(), ids=OPEN.keys())
def test_a_guess_is_never_accepted(flat: str) -> None:
    result = recover(flat)
    assert result.accepted is None
    assert result.doubt != ""
    assert len(result.candidates) > 1


@pytest.mark.parametrize(("flat", "reason"), DOUBTED.values(), ids=DOUBTED.keys())
def test_doubt_is_told_and_nothing_accepted(flat: str, reason: str) -> None:
    result = recover(flat)
    assert result.accepted is None, result
    assert reason in result.doubt


@pytest.mark.parametrize("code", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_whole_code_comes_back_unchanged(code: str) -> None:
    assert recover(code) == Recovery(candidates=(_whole(code),), doubt="")


def _whole(code: str) -> Candidate:
    return Candidate(code=code, confidence=1.0, splits=0, indented=0, notes=())


def test_a_recovery_tells_what_it_did() -> None:
    best = recover(TOKENIZER_FLAT).candidates[0]
    assert (best.splits, best.indented) == (1, 3)
    assert best.notes == (
        'line 5: split before "input_text": both halves are named elsewhere in the block',
        'line 5: "input_text = "Hello, world!"" stands after the function of line 2',
    )


def test_confidences_are_those_of_different_readings() -> None:
    found = recover("for x in y:\nf(x)\ng()").candidates
    assert len({one.code for one in found}) == 2
    assert 0.9 < sum(one.confidence for one in found) < 1.1
