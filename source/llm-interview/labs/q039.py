import torch
from torch.nn import LayerNorm, Linear, Module, ReLU, Sequential


class Block(Module):  # the article's layers; only the mask is new
    def __init__(self):
        super().__init__()
        self.attention = torch.nn.MultiheadAttention(16, 4)
        self.norm1, self.norm2 = LayerNorm(16), LayerNorm(16)
        self.ffn = Sequential(Linear(16, 64), ReLU(), Linear(64, 16))

    def forward(self, x, mask):
        x = self.norm1(x + self.attention(x, x, x, attn_mask=mask)[0])
        return self.norm2(x + self.ffn(x))


torch.manual_seed(0)
net, x = Block(), torch.randn(2, 5, 16, requires_grad=True)
causal = torch.ones(5, 5, dtype=torch.bool).triu(diagonal=1)
cases = [(0, None, [1, 1]), (1, None, [5, 0]), (1, causal, [3, 0])]
for first, mask, tokens_used in cases:
    net.attention.batch_first = bool(first)
    used = torch.autograd.grad(net(x, mask)[0, 2, 0], x)[0].any(2).int()
    print(f"batch_first={first} mask={mask is causal:d}", used.tolist())
    assert used.sum(dim=1).tolist() == tokens_used
