import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
words = dict(zip(("dog", "bites", "man"), torch.randn(3, 64)))
attend = torch.nn.MultiheadAttention(64, 4)
mask = torch.ones(3, 3, dtype=torch.bool).triu(diagonal=1)
angle = torch.arange(96)[:, None] / 10000 ** (torch.arange(32) / 32)
waves = torch.stack((angle.sin(), angle.cos()), dim=2).flatten(1)
assert torch.pdist(waves).min() > 0.5  # no two positions are alike


def dog(text, added=0, hide=None):  # the vector that "dog" becomes
    x = torch.stack([words[word] for word in text.split()]) + added
    return attend(x, x, x, attn_mask=hide)[0][text.split().index("dog")]


for name, *how in ("nothing",), ("waves", waves[:3]), ("mask", 0, mask):
    first, last = dog("dog bites man", *how), dog("man bites dog", *how)
    same = torch.allclose(first, last, atol=1e-5)
    print(f"{name:7} added: same vector for 'dog' in both? {same}")
    assert same == (name == "nothing")
plt.axes(xlabel="dimension", ylabel="position").grid(False)
plt.colorbar(plt.imshow(waves, aspect="auto"), label="value")
plt.savefig("figure.png")
