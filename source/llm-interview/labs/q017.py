import torch
from torch import nn

torch.manual_seed(0)
a = "we sat on the bank of the river".split()
b = "we sat on the bank and counted money".split()
words, bank = sorted({*a, *b}), a.index("bank")
ids = torch.tensor([[words.index(w) for w in t] for t in (a, b)])

embed, place = nn.Embedding(len(words), 64), nn.Embedding(8, 64)
layers = [nn.TransformerEncoderLayer(64, 4, 256, 0) for _ in range(4)]
causal = torch.ones(8, 8, dtype=torch.bool).triu(diagonal=1)
gaps = {"both sides": [], "left side only": []}
print("'bank' differs after layer 1     2     3     4")
for name, mask in zip(gaps, (None, causal)):
    x = (embed(ids) + place.weight).transpose(0, 1)
    for layer in layers:
        x = layer(x, mask)
        first, second = x[bank]  # the vectors of "bank" in a and b
        gap = (first - second).norm() / first.norm()
        gaps[name].append(gap.item())
    print(f"{name:24}", *(f"{gap:6.0%}" for gap in gaps[name]))

assert min(gaps["both sides"]) > 0.05
assert max(gaps["left side only"]) < 1e-5
