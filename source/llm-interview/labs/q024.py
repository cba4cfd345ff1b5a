import matplotlib.pyplot as plt
import torch
from torch import nn

tokens = torch.arange(64) % 16  # the net learns to copy them
for warm_up, name in ((50, "50 warm-up steps"), (1, "no warm-up")):
    torch.manual_seed(0)
    body = [nn.TransformerEncoderLayer(32, 4, 64, 0) for _ in range(12)]
    net = nn.Sequential(nn.Embedding(16, 32), *body, nn.Linear(32, 16))
    adam, losses = torch.optim.Adam(net.parameters()), []
    rise = torch.linspace(0.03 / warm_up, 0.03, warm_up)
    angle = torch.linspace(0, torch.pi, 100 - warm_up)
    for rate in [*rise, *(0.0165 + 0.0135 * angle.cos())]:  # to 10%
        adam.param_groups[0]["lr"] = rate.item()
        loss = nn.functional.cross_entropy(net(tokens), tokens)
        adam.zero_grad()
        loss.backward()
        adam.step()
        losses.append(loss.item())
    plt.plot(losses, label=name)
    print(f"{name:16}  last loss: {losses[-1]:.1f}")
    assert losses[-1] < 0.5 if warm_up > 1 else losses[-1] > 2
plt.legend()
plt.gca().set(xlabel="step", ylabel="training loss")
plt.savefig("figure.png")
