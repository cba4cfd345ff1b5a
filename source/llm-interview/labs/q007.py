import matplotlib.pyplot as plt
import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(65, 16, 32, requires_grad=True)  # 16 texts of 65 tokens
outputs = {
    "self-attention": nn.MultiheadAttention(32, 4)(x, x, x)[0],
    "LSTM": nn.LSTM(32, 32)(x)[0],
    "RNN": nn.RNN(32, 32)(x)[0],
}

print("influence of an earlier token on the last output")
for name, output in outputs.items():
    (gradient,) = torch.autograd.grad(output[-1].sum(), x)
    influence = gradient.norm(dim=2).mean(dim=1).flip(0)  # by distance
    near, far = influence[1].item(), influence[64].item()
    print(f"{name:15} 1 token back {near:.0e}, 64 back {far:.0e}")
    flat = name == "self-attention"
    assert far > near / 3 if flat else far < near / 1e6
    plt.semilogy(range(1, 65), influence[1:], label=name)

plt.gca().set(xlabel="distance (tokens)", ylabel="gradient norm")
plt.legend()
plt.savefig("figure.png")
