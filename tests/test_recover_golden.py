"""Recovery of tutorial code that was flattened and glued on purpose, and its weights."""

import ast
import json
import random

import pytest
from recovery.corrupt import flatten, joined
from recovery.judged import same
from recovery.recipe import recipe_sum

import pipeline.text.recover.weights as shipped
from pipeline.text.recover import recover

ATTENTION = """
import math
import torch
from torch import nn
def attention(query, key, value, mask=None):
    scores = query @ key.transpose(-2, -1) / math.sqrt(query.size(-1))
    if mask is not None:
        scores = scores.masked_fill(mask == 0, float("-inf"))
    weights = torch.softmax(scores, dim=-1)
    return weights @ value
query = torch.randn(1, 4, 8)
print(attention(query, query, query).shape)
"""
LORA = """
class LoRALinear(nn.Module):
    def __init__(self, base, rank=8, alpha=16):
        super().__init__()
        self.base = base
        self.scale = alpha / rank
        self.down = nn.Linear(base.in_features, rank, bias=False)
        self.up = nn.Linear(rank, base.out_features, bias=False)
        nn.init.zeros_(self.up.weight)
        for parameter in self.base.parameters():
            parameter.requires_grad = False
    def forward(self, x):
        return self.base(x) + self.scale * self.up(self.down(x))
layer = LoRALinear(nn.Linear(64, 64))
print(layer(torch.randn(2, 64)).shape)
"""
SAMPLING = """
def sample(model, tokens, steps, temperature=1.0):
    for _ in range(steps):
        logits = model(tokens)[:, -1, :] / temperature
        probabilities = torch.softmax(logits, dim=-1)
        following = torch.multinomial(probabilities, num_samples=1)
        tokens = torch.cat([tokens, following], dim=1)
    return tokens
"""
DATASET = """
class TextDataset(Dataset):
    # Each item is a window of token ids and the same window one step later.
    def __init__(self, ids, size):
        self.ids = ids
        self.size = size
    def __len__(self):
        return len(self.ids) - self.size
    def __getitem__(self, index):
        window = self.ids[index : index + self.size + 1]
        return window[:-1], window[1:]
"""
PERPLEXITY = """
import math
def perplexity(losses):
    if not losses:
        raise ValueError("no losses")
    return math.exp(sum(losses) / len(losses))
print(perplexity([2.1, 1.9, 2.0]))
"""
BEAM = """
def beam_search(score, start, width, length):
    beams = [([start], 0.0)]
    for _ in range(length):
        candidates = []
        for tokens, total in beams:
            for token, value in score(tokens):
                candidates.append((tokens + [token], total + value))
        beams = sorted(candidates, key=lambda each: -each[1])[:width]
    return beams[0][0]
"""
TRY = """
def read_config(path):
    try:
        with open(path) as file:
            return json.load(file)
    except FileNotFoundError:
        return {}
config = read_config("config.json")
print(config.get("layers", 12))
"""
BRANCHES = """
def norm(x, kind):
    if kind == "layer":
        return (x - x.mean(-1, keepdim=True)) / x.std(-1, keepdim=True)
    elif kind == "rms":
        return x / x.pow(2).mean(-1, keepdim=True).sqrt()
    else:
        raise ValueError(f"no such norm: {kind}")
"""
GOLDEN = {
    "attention": ATTENTION,
    "a layer and its use": LORA,
    "sampling in a loop": SAMPLING,
    "a dataset with a comment": DATASET,
    "a function that checks first": PERPLEXITY,
    "nested loops": BEAM,
    "try and with": TRY,
    "branches that all leave": BRANCHES,
}


@pytest.mark.parametrize("code", GOLDEN.values(), ids=GOLDEN.keys())
def test_flattened_tutorials_come_back(code: str) -> None:
    flat = "\n".join(row.strip() for row in code.strip().split("\n"))
    assert same(recover(flat).candidates[0].code, code)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("code", GOLDEN.values(), ids=GOLDEN.keys())
def test_glued_tutorials_come_back_or_are_in_doubt(code: str, seed: int) -> None:
    text = joined(flatten(code.strip(), 0.15, random.Random(seed)))  # noqa: S311
    result = recover(text)
    assert result.accepted is None or same(result.accepted.code, code)
    for one in result.candidates:
        assert "".join(one.code.split()) == "".join(text.split())
        ast.parse(one.code)


def test_most_tutorials_are_accepted_unseen() -> None:
    texts = [code.strip().split("\n") for code in GOLDEN.values()]
    flat = ["\n".join(row.strip() for row in rows) for rows in texts]
    assert sum(recover(text).accepted is not None for text in flat) >= len(GOLDEN) // 2


def test_the_weights_are_those_of_the_recipe() -> None:
    assert shipped.weights().recipe == recipe_sum(), "run `make weights`"


def test_the_weights_are_small_and_whole() -> None:
    path = shipped.path()
    text = path.read_text(encoding="utf-8")
    assert len(text) < 700_000
    assert {*json.loads(text)["tables"]} == {*shipped.weights().tables}
