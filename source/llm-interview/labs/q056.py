import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
words = 1 / torch.arange(1, 201)  # frequencies by Zipf's law
language = words * torch.rand(200, 200) ** 6  # of the next word
first = torch.multinomial(words, 100_000, replacement=True)
clean = torch.multinomial(language[first], 1)[:, 0]
garbled = torch.where(torch.rand(100_000) < 0.5, clean, clean.flip(0))
sizes, curves = [320 * 4**i for i in range(5)], []
for name, following in {"clean": clean, "garbled": garbled}.items():
    curves.append([])
    for size in sizes:
        pairs = 200 * first[:size] + following[:size]
        counts = pairs.bincount(minlength=40_000).view(200, 200) + 0.1
        model = counts / counts.sum(dim=1, keepdim=True)
        chances = model[first[90_000:], clean[90_000:]]
        curves[-1].append(-chances.log().mean().item())
    print(f"{name:8}", *[f"{loss:.2f}" for loss in curves[-1]])
    plt.semilogx(sizes, curves[-1], marker="o", label=name)
plt.gca().set(xlabel="training tokens", ylabel="test loss (nats)")
plt.legend()
plt.savefig("figure.png")
c, g = curves  # clean, garbled
assert g[1] < c[0] - 0.05 and g[4] > c[3] + 0.05 and c[4] + 0.1 < c[3]
