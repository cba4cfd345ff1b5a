import torch

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
x = torch.randn(4096, 20, dtype=torch.float64).to(device)
y = x.sum(dim=1) + 4 * torch.randn(4096).to(device)
weight = torch.zeros_like(x[0], requires_grad=True)


def gradient(rows):
    loss = (x[rows] @ weight - y[rows]).square().mean()
    return torch.autograd.grad(loss, weight)[0]


full, noise = gradient(torch.arange(4096)), {}
for size in (4, 16, 64, 256):
    draws = torch.randint(4096, (2000, size))
    errors = torch.stack([gradient(rows) - full for rows in draws])
    noise[size] = errors.square().sum(dim=1).mean().sqrt() / full.norm()
    print(f"batch of {size:3}: noise = {noise[size]:4.0%} of gradient")
    assert abs(noise[size] * size**0.5 / noise[4] / 2 - 1) < 0.1

micro_batches = [gradient(rows) for rows in draws[0].split(32)]
assert torch.allclose(sum(micro_batches) / 8, gradient(draws[0]))
print("mean of 8 micro-batches of 32 = one batch of 256")
