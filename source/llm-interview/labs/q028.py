import torch
from torch.nn import Linear, ModuleList, Sequential
from torch.nn.utils.prune import l1_unstructured as prune

n = 1024


def train(name, expected, *layers, mixed=False):
    net = ModuleList(layers)
    with torch.autocast("cpu", torch.bfloat16, enabled=mixed):
        sum(layer(torch.ones(8, n)) for layer in net).sum().backward()
    (adam := torch.optim.Adam(net.parameters())).step()
    held = [t for p in net.parameters() for t in (p, p.grad)]
    held += [t for m in net for t in (*m.buffers(), *vars(m).values())]
    held += [t for state in adam.state.values() for t in state.values()]
    size = sum(t.nbytes for t in held if torch.is_tensor(t)) / n**2
    print(f"{name:20} {size:4.1f} bytes per weight")
    assert round(size) == expected


train("FP32", 16, Linear(n, n))
train("BF16 mixed precision", 16, Linear(n, n), mixed=True)
train("90% pruned", 24, prune(Linear(n, n), "weight", amount=0.9))
low_rank = Sequential(Linear(n, 8), Linear(8, n))
train("LoRA, rank 8", 4, Linear(n, n).requires_grad_(False), low_rank)
