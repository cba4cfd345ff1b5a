import torch
from torch.func import grad, vmap
from torch.nn.functional import softplus

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
x, noise = torch.randn(400, 10, dtype=torch.float64), torch.randn(10)
x, y, noise = x.to(device), x[:, 0].sign().to(device), noise.to(device)
x[0] *= 100  # one unusual person

gradient = grad(lambda w, x, y: softplus(-y * (w @ x)))  # logistic loss
each = vmap(gradient, (None, 0, 0))(torch.zeros_like(x[0]), x, y)
clipped = each / each.norm(dim=1, keepdim=True).clamp(min=1)

changes = []
print("sum of gradients   length   change if one person leaves")
for name, gradients in {"raw": each, "clipped": clipped}.items():
    total = gradients.sum(dim=0)
    others = [gradients.roll(-i, 0)[1:].sum(dim=0) for i in range(400)]
    changes.append((total - torch.stack(others)).norm(dim=1).max())
    print(f"{name:16}{total.norm():9.1f}   up to {changes[-1]:6.1f}")
print(f"noise to be added{noise.norm():8.1f}")
assert changes[0] > 100 and changes[1] < 1.000001
assert changes[1] < noise.norm() < 0.1 * total.norm()
