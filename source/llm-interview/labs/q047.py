import matplotlib.pyplot as plt
from torch import manual_seed, nn, optim, randn

runs = {"plain": (1e9, 0), "clipped": (1, 0), "skipped": (1e9, 100)}
print("test loss  before  after the bad batch")
for name, (clip, skip) in runs.items():
    manual_seed(0)
    model = nn.Sequential(nn.Linear(8, 64), nn.ReLU(), nn.Linear(64, 1))
    sgd, losses = optim.SGD(model.parameters(), lr=0.05), []
    for step in range(1, 201):
        x = randn(1064, 8)  # the first 64 to train on, the rest to test
        y = x[:, :1] * x[:, 1:2]
        scale = 100 if step == 100 else 1  # one batch is bad
        sgd.zero_grad()
        nn.functional.mse_loss(model(x[:64]), scale * y[:64]).backward()
        nn.utils.clip_grad_norm_(model.parameters(), clip)
        if step != skip:
            sgd.step()
        losses.append((model(x) - y)[64:].square().mean().item())
    plt.semilogy(range(1, 201), losses, label=name)
    print(f"{name:9}{losses[98]:8.2f}{losses[99]:8.2f}")
    assert (losses[99] > 100 * losses[98]) == (name == "plain")
plt.gca().set(xlabel="step", ylabel="test loss")
plt.legend()
plt.savefig("figure.png")
