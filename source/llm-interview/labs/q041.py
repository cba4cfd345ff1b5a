import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(1200, 20)
y = (x.sum(dim=1) + 3 * torch.randn(1200) > 0).long()  # noisy labels
train, benchmark, fresh = torch.arange(1200).chunk(3)
scores = []

print("benchmark questions leaked   score on it   on new ones")
for leaked in 0, 200, 400:
    torch.manual_seed(1)
    layers = nn.Linear(20, 256), nn.ReLU(), nn.Linear(256, 2)
    model = nn.Sequential(*layers)
    adam = torch.optim.Adam(model.parameters(), lr=0.01)
    seen = torch.cat([train, benchmark[:leaked]])
    for _ in range(200):
        adam.zero_grad()
        nn.functional.cross_entropy(model(x[seen]), y[seen]).backward()
        adam.step()
    right = (model(x).argmax(dim=1) == y).double()
    score, new = right[benchmark].mean(), right[fresh].mean()
    print(f"{leaked:15} of 400{score:14.0%}{new:14.0%}")
    scores.append(score)
assert scores[0] + 0.05 < scores[1] < scores[2] - 0.05 and new < 0.9
