import torch
from torch import nn

torch.manual_seed(0)
topics = torch.arange(20_000) % 4  # 8 of 500 words a text, 4 topics
texts = (1.5 * torch.randn(4, 500)).exp()[topics].multinomial(8, True)
rate = {}


def train(embed, x, y, steps):
    net = nn.Sequential(embed, nn.Linear(16, 500))
    adam = torch.optim.Adam(net.parameters(), lr=0.01)
    for rows in torch.randint(len(x), (steps, 128)):
        nn.functional.cross_entropy(net(x[rows]), y[rows]).backward()
        adam.step()
        adam.zero_grad()
    return (net(texts[-999:]).argmax(1) == topics[-999:]).float().mean()


for n, steps in (4, 0), (16, 0), (64, 0), (4, 400):
    embed = nn.EmbeddingBag(500, 16)
    train(embed, texts[:-999, 1:], texts[:-999, 0], steps)  # a word
    rate[n, steps] = train(embed, texts[:n], topics[:n], 100)
    print(f"pre-training {steps:3}, {n:2} labels: {rate[n, steps]:.0%}")
assert abs(rate[4, 400] - rate[64, 0]) < rate[4, 400] - rate[16, 0]
