import matplotlib.pyplot as plt
import torch
from torch.nn import Dropout, Linear, ReLU, Sequential
from torch.nn.functional import binary_cross_entropy_with_logits as bce

torch.manual_seed(0)
x = torch.randn(2060, 10)  # 60 for training, 2000 for validation
y = (2 * x[:, :1] - x[:, 1:2] + torch.randn(2060, 1) > 0).float()
curves = {}
for p, decay in ((0, 0), (0.7, 0), (0, 2)):
    net = Sequential(Linear(10, 99), ReLU(), Dropout(p), Linear(99, 1))
    adam = torch.optim.AdamW(net.parameters(), 5e-3, weight_decay=decay)
    curve = curves[p, decay] = []
    for _ in range(200):
        adam.zero_grad()
        bce(net.train()(x[:60]), y[:60]).backward()
        adam.step()
        curve.append(bce(net.eval()(x[60:]), y[60:]).item())
    plt.plot(curve, label=f"dropout {p}, decay {decay}")
    print(f"{p=:3} {decay=}  low {min(curve):.1f} last {curve[-1]:.1f}")
plt.legend()
plt.gca().set(xlabel="epoch", ylabel="validation loss")
plt.savefig("figure.png")
lows, ends = zip(*[(min(c), c[-1]) for c in curves.values()])
assert max(lows) < 0.9 * min(ends) and max(ends[1:]) < 0.85 * ends[0]
