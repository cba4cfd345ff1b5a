import torch

torch.manual_seed(0)
known, new, rows = torch.arange(40), torch.arange(40, 1040), []


def error(fit, test):  # squared error of a least-squares fit
    weights = torch.linalg.lstsq(x[fit], y[fit]).solution
    return (x[test] @ weights - y[test]).square().mean().item()


for _ in range(1000):
    x = torch.randn(1040, 8, dtype=torch.float64)
    y = x.sum(dim=1) + torch.randn(1040)
    parts = [(known[known % 5 != i], known[i::5]) for i in range(5)]
    folds = [error(fit, test) for fit, test in parts]
    training, fresh = error(known, known), error(known, new)
    rows.append([training, folds[0], sum(folds) / 5, fresh])

spread, mean = torch.std_mean(torch.tensor(rows), dim=0)
names = "training data", "one split", "5 folds", "new data"
print("error on        mean  spread")
for i, name in enumerate(names):
    print(f"{name:14}{mean[i]:6.2f}{spread[i]:8.2f}")
assert mean[0] < 0.8 * mean[3] and spread[2] < 0.75 * spread[1]
