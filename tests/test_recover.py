"""Recovering flattened Python: the real blocks, the refusals, what must not change, the laws."""

import ast
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.recover import Recovered, Refused, recover

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

RECOVERED = {
    "real: a return glued to the next assignment": (TOKENIZER_FLAT, TOKENIZER),
    "real: a method behind a closing bracket": (TRANSFORMER_FLAT, TRANSFORMER),
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
    "a lone function that no other uses is not nested": (
        "def f(x):\nprint(x)\ndef g(y):\nreturn y",
        "def f(x):\n    print(x)\n\n\ndef g(y):\n    return y\n",
    ),
}

REFUSED = {
    "print in or after the loop": (
        "total = 0\nfor x in y:\ntotal += x\nprint(total)",
        'line 4: "print(total)" can stand in the loop of line 2 or after it',
    ),
    "a call in or after the function": ("def f():\nprint(1)\nf()", 'line 3: "f()" can stand in'),
    "in or after the with block": (
        "with open(p) as f:\nx = f.read()\nprint(x)",
        'line 3: "print(x)" can stand in the "with" block',
    ),
    "in or after the if": ("if a:\nb()\nc()", 'line 3: "c()" can stand in the "if" block'),
    "a one-line loop may have lost its newline": ("for x in y: f(x)\ng()", 'line 2: "g()" can'),
    "an unreached yield may be meant": (
        "def f():\ndef g():\nraise E\nyield\nh(g)",
        'line 5: "h(g)" can stand in the function of line 2 or after it',
    ),
    "glued names in a valid line": (
        "x = 1\ny = 2\nx = yprint(x)",
        'line 3: "yprint" may be two names (such as "y" and "print")',
    ),
    "glued names nobody else uses": ("return tokensinput_text = 1", "is no Python statement"),
    "a decorator glued to a decorator": ("@a(1)@b\ndef f():\nreturn 1", "may be a decorator"),
    "a name glued to an attribute": ("y = 1\nx = a.by = 2", 'line 2: "by" may be two'),
    "names that divide in two ways": (
        "def f(a, bc, ab, c):\nreturn abc.x = 1",
        'line 2: "return abc.x = 1" can be split in several ways',
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
def test_one_reading_is_recovered(flat: str, code: str) -> None:
    result = recover(flat)
    assert isinstance(result, Recovered), result
    assert result.code == code


@pytest.mark.parametrize(("flat", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_doubt_is_refused(flat: str, reason: str) -> None:
    result = recover(flat)
    assert isinstance(result, Refused), result
    assert reason in result.reason


@pytest.mark.parametrize("code", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_whole_code_comes_back_unchanged(code: str) -> None:
    assert recover(code) == Recovered(code=code, splits=0, indented=0, notes=())


def test_a_recovery_tells_what_it_did() -> None:
    result = recover(TOKENIZER_FLAT)
    assert isinstance(result, Recovered)
    assert (result.splits, result.indented) == (1, 3)
    assert result.notes[0] == (
        'line 5: split before "input_text": both halves are named elsewhere in the block'
    )


def test_a_refusal_shows_its_readings() -> None:
    result = recover("for x in y:\nf(x)\ng()")
    assert isinstance(result, Refused)
    assert sorted(result.readings) == [
        "for x in y:\n    f(x)\n    g()\n",
        "for x in y:\n    f(x)\ng()\n",
    ]


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


SLOW = "if x:|f(x)|x = a b = c d = e|for y in x:\nf(y)|def f(x):\ng(x)|" + "x " * 40


@pytest.mark.parametrize("line", SLOW.split("|"))
def test_long_input_is_answered_soon(line: str) -> None:
    start = time.perf_counter()
    recover("\n".join([line] * 200))
    assert time.perf_counter() - start < 2
