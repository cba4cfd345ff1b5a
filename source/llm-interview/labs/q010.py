import torch
from transformers import GPT2Config, GPT2LMHeadModel

sizes = {  # as published: layers, width, heads, context window
    "GPT-2": (48, 1600, 25, 1024),
    "GPT-3": (96, 12288, 96, 2048),
}
total = {}

print("       parameters   in layers    12 L d^2")
for name, (layers, width, heads, window) in sizes.items():
    config = GPT2Config(
        n_layer=layers, n_embd=width, n_head=heads, n_positions=window
    )
    with torch.device("meta"):  # shapes without data: no memory needed
        model = GPT2LMHeadModel(config)

    blocks = sum(p.numel() for p in model.transformer.h.parameters())
    counts = model.num_parameters(), blocks, 12 * layers * width**2
    print(name, *(f"{count / 1e9:10.2f}B" for count in counts))
    total[name] = counts[0] / 1e9
    assert abs(counts[2] / blocks - 1) < 0.01

assert abs(total["GPT-2"] / 1.5 - 1) < 0.05
assert abs(total["GPT-3"] / 175 - 1) < 0.01
