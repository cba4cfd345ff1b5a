import torch
from torch import nn

torch.manual_seed(0)
place, future = torch.randn(8, 64), torch.ones(8, 8).triu(1).bool()
for name, mask in ("causal mask", future), ("no mask", future & False):
    block = nn.TransformerEncoderLayer(64, 4, 128, 0, batch_first=True)
    embed, head = nn.Embedding(10, 64), nn.Linear(64, 10)
    net = nn.Sequential(embed, block, head)
    adam = torch.optim.Adam(net.parameters(), lr=3e-3)
    for _ in range(200):  # on series such as 3 6 9 2 5 8 1 4 7
        first, step = torch.randint(10, (2, 64, 1))
        series = (first + step * torch.arange(9)) % 10
        scores = head(block(embed(series[:, :-1]) + place, mask))
        loss = nn.functional.cross_entropy(scores.mT, series[:, 1:])
        adam.zero_grad()
        loss.backward()
        adam.step()
    text = series[:, :2]  # continue from two digits, one at a time
    for n in range(2, 9):
        scores = head(block(embed(text) + place[:n], mask[:n, :n]))
        text = torch.cat((text, scores[:, -1:].argmax(dim=2)), dim=1)
    right = (text == series).all(dim=1).float().mean()
    print(f"{name:11}: loss {loss:.2f}, {right:4.0%} of series right")
    assert right > 0.9 if mask.any() else right < 0.5 and loss < 0.1
