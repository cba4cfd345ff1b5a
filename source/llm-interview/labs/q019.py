import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
epochs = torch.arange(40)
hidden = round(0.15 * 512)  # tokens masked in a sequence of 512


def covered(masks):  # share of tokens masked at least once so far
    orders = torch.rand(masks, 100, 512).argsort(dim=2)
    shown = (orders < hidden)[epochs % masks]  # reused in turn
    return shown.cumsum(dim=0).bool().float().mean(dim=(1, 2))


cases = {"static, 1 mask": 1, "static, 10 masks": 10, "dynamic": 40}
print("tokens masked at least once by epoch   1    10    40")
for name, masks in cases.items():
    share = covered(masks)
    print(f"{name:35}", *(f"{share[e]:5.0%}" for e in (0, 9, 39)))
    assert abs(share[-1] - (1 - 0.85**masks)) < 0.01
    plt.plot(epochs + 1, share, label=name)

plt.gca().set(xlabel="epoch", ylabel="share masked so far")
plt.legend()
plt.savefig("figure.png")
