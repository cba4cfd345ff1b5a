import torch
from torch import nn

torch.manual_seed(0)
a, b = torch.cartesian_prod(torch.arange(1, 7), torch.arange(7, 13)).T
no = torch.zeros_like(a)  # 0: not, 1-6: good, ..., 7-12: bad, ...
forms = (a, no, b), (no, b, a), (b, no, a), (no, a, b)
texts = torch.cat([torch.stack(form) for form in forms], dim=1)
labels = torch.tensor([1, 1, 0, 0]).repeat_interleave(36)
seen = (torch.rand(36) < 0.6).repeat(4)  # word pairs for training
place, blocks = torch.randn(3, 1, 32), {"bag of words": nn.Identity()}
blocks["self-attention"] = nn.TransformerEncoderLayer(32, 4, 64, 0)
for name, block in blocks.items():
    embed, head = nn.Embedding(13, 32), nn.Linear(32, 2)
    net = nn.Sequential(embed, block, head)
    adam = torch.optim.Adam(net.parameters(), lr=3e-3)
    for _ in range(150):
        scores = head(block(embed(texts) + place).mean(dim=0))
        loss = nn.functional.cross_entropy(scores[seen], labels[seen])
        adam.zero_grad()
        loss.backward()
        adam.step()
    accuracy = (scores.argmax(dim=1) == labels)[~seen].float().mean()
    print(f"{name:14}: {accuracy:4.0%} of unseen word pairs right")
    assert (accuracy > 0.9) == (name == "self-attention")
