import torch
from torch import nn

torch.manual_seed(0)
block = nn.TransformerEncoderLayer(8, 2, batch_first=True, dropout=0)
cell, x = nn.RNNCell(8, 8), torch.randn(1, 32, 8)
mask = torch.ones(32, 32, dtype=torch.bool).triu(diagonal=1)
text, state, chain, rows = x[:, :1], torch.zeros(1, 8), {None: 0}, {}


def steps(node):  # the longest chain of operations that ends here
    if node not in chain:
        before = [steps(n) for n, _ in node.next_functions]
        chain[node] = 1 + max(before, default=0)
    return chain[node]


for n in range(1, 33):
    output = block(x[:, :n], mask[:n, :n])  # all n at once
    state = cell(x[:, n - 1], state)
    text = torch.cat((text, block(text, mask[:n, :n])[:, -1:]), dim=1)
    rows[n] = [steps(t.grad_fn) for t in (output, state, text)]
for n in (8, 16, 32):
    print("{:2} tokens: read {}, RNN {}, write {}".format(n, *rows[n]))
assert [round(b / a) for a, b in zip(rows[8], rows[32])] == [1, 4, 4]
