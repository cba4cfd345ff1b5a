import torch

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
x = torch.randn(32, 64, dtype=torch.float64).to(device)
up = torch.randn(64, 256, dtype=x.dtype).to(device).requires_grad_()
down = torch.randn(256, 64, dtype=x.dtype).to(device).requires_grad_()


def gradient(samples, *weights):  # a pair (u, d) for each device
    output = sum(torch.relu(samples @ u) @ d for u, d in weights)
    grads = torch.autograd.grad(output.square().mean(), (up, down))
    return torch.cat([grad.flatten() for grad in grads])


single = gradient(x, (up, down))
data = sum(gradient(part, (up, down)) for part in x.chunk(4)) / 4
shards = list(zip(up.chunk(4, dim=1), down.chunk(4, dim=0)))
tensor = gradient(x, *shards)
assert torch.allclose(data, single) and torch.allclose(tensor, single)

print("4 simulated devices: same gradient as one device")
held = [up.numel() + down.numel(), sum(w.numel() for w in shards[0])]
print(f"data parallelism:   {held[0]} weights on each")
print(f"tensor parallelism: {held[1]:5} weights on each")
