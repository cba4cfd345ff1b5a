import torch

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
words = "the film was not good but long and dull".split()
values = torch.randn(9, 3, dtype=torch.float64)  # one vector a word
weights = torch.randn(9).softmax(dim=0).double()
values, weights = values.to(device), weights.to(device)

# Alternate: drop the top word and negatives, restore the output.
kept = torch.cat([values, torch.ones_like(values[:, :1])], dim=1)
back = kept @ torch.linalg.pinv(kept)
other = weights
for _ in range(1000):
    other = other.clamp(min=0) * (weights < weights.max())
    other += (weights - other) @ back

print("word   weights  other weights")
for word, weight, changed in zip(words, weights, other.abs()):
    print(f"{word:6}{weight:8.2f}{changed:15.2f}")
difference = (weights @ values - other @ values).abs().max()
print(f"largest difference of the outputs: {difference:.6f}")
assert difference < 1e-9 and other.min() > -1e-9
assert weights.max() > 0.5 > 1e-9 > other[weights.argmax()]
