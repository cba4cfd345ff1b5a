import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

d = 768  # as in GPT-2 small; meta tensors have a shape but no data
with torch.device("meta"):
    qkv, out = nn.Linear(d, 3 * d), nn.Linear(d, d)
    up, down = nn.Linear(d, 4 * d), nn.Linear(4 * d, d)


def cost(n):  # of one layer for n tokens
    with FlopCounterMode(display=False) as linear:
        q, k, v = qkv(torch.empty(n, d, device="meta")).chunk(3, dim=1)
        down(up(out(v)))
    with FlopCounterMode(display=False) as mixing:
        (q @ k.T).softmax(dim=1) @ v
    flops = linear.get_total_flops(), mixing.get_total_flops()
    return [value / 1e6 for value in (*flops, 2 * k.half().nbytes)]


print("tokens  linear MFLOP  attention MFLOP  KV cache MB")
for n in (1024, 2048, 4096, 8192, 16384):
    linear, mixing, kv = cost(n)
    print(f"{n:6} {linear:13,.0f} {mixing:16,.0f} {kv:12.1f}")
    assert cost(2 * n) == [2 * linear, 4 * mixing, 2 * kv]
