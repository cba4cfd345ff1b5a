import matplotlib.pyplot as plt
import torch
from torch.nn import Linear, Sequential, Tanh, utils

rates = (0.001, 0.01, 0.03, 0.1, 0.3, 1, 3)
print("learning rate", *(f"{rate:5}" for rate in rates))
for name, limit in (("no clipping", float("inf")), ("clipping", 0.1)):
    losses = []
    for rate in rates:
        torch.manual_seed(0)
        x, weight = torch.randn(256, 10), torch.randn(10, 1)
        net = Sequential(Linear(10, 64), Tanh(), Linear(64, 1))
        sgd = torch.optim.SGD(net.parameters(), lr=rate)
        for _ in range(200):
            sgd.zero_grad()
            loss = (net(x) - (x @ weight).sin()).square().mean()
            loss.backward()
            utils.clip_grad_norm_(net.parameters(), limit)
            sgd.step()
        losses.append(loss.item())
    plt.semilogx(rates, losses, marker="o", label=name)
    print(f"{name:13}", *(f"{loss:5.2f}" for loss in losses))
    assert losses[4] < 0.2 < losses[0] and (loss < 1) == (limit < 1)
plt.legend().axes.set(xlabel="learning rate", ylabel="training loss")
plt.savefig("figure.png")
