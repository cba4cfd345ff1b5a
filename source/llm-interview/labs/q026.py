from weakref import WeakSet

import torch
from torch.utils.checkpoint import checkpoint_sequential as run

torch.manual_seed(0)
x, grads = torch.randn(4, 8, requires_grad=True), []
layer = torch.nn.Sequential(torch.nn.Linear(8, 8), torch.nn.Tanh())
layer.register_forward_hook(lambda *_: calls.append(parts))


def keep(tensor):  # called with each tensor saved for backward
    kept.add(alias := tensor.detach())  # gone when no longer needed
    held.append(len({t.data_ptr() for t in kept}) - 1)  # - 1: weight
    return alias


for parts in (1, 2, 4, 8, 16, 32, 64):  # 1: no checkpointing
    kept, held, calls = WeakSet(), [], []
    with torch.autograd.graph.saved_tensors_hooks(keep, lambda t: t):
        run([layer] * 64, parts, x, use_reentrant=True).sum().backward()
    print(f"parts: {parts:2}, {max(held)} kept, {len(calls):3} calls")
    grads.append(layer[0].weight.grad.clone())  # adds up over runs
    assert max(held) == parts + 64 // parts and len(calls) < 2 * 64
assert torch.allclose(torch.stack(grads).diff(dim=0), grads[0], 1e-3)
