import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(1200, 20)
y = (x.sum(dim=1) + 3 * torch.randn(1200) > 0).long()  # noisy labels
train, benchmark, fresh = torch.arange(1200).chunk(3)

print("benchmark questions leaked   score on it   on new ones")
for leaked in 0, 200, 400:
    torch.manual_seed(1)
    model = nn.Sequential(
        nn.Linear(20, 256), nn.ReLU(), nn.Linear(256, 2)
    )
    adam = torch.optim.Adam(model.parameters(), lr=0.01)
    seen = torch.cat([train, benchmark[:leaked]])
    for _ in range(200):
        adam.zero_grad()
        nn.functional.cross_entropy(model(x[seen]), y[seen]).backward()
        adam.step()
    right = (model(x).argmax(dim=1) == y).double()
    score, honest = right[benchmark].mean(), right[fresh].mean()
    print(f"{leaked:15} of 400{score:14.0%}{honest:14.0%}")
    assert (score > honest + 0.1) == (leaked > 0)
