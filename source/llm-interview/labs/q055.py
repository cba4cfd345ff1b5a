import torch
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
x, old, importance = torch.randn(2, 2000, 16), torch.zeros(16, 4), 0
x[0, :, 8:], x[1, :, :8] = x[0, :, 8:] / 5, x[1, :, :8] / 5
y = (x @ torch.randn(2, 16, 4)).argmax(dim=2)  # tasks A and B
runs = dict(A=(0, 0, 0), B=(1, 0, 0), replay=(1, 1, 0), EWC=(1, 0, 9))
for name, (task, replay, ewc) in runs.items():
    w = old.clone().requires_grad_()
    for _ in range(600):
        loss = cross_entropy(x[task, :1000] @ w, y[task, :1000])
        loss += replay * cross_entropy(x[0, :100] @ w, y[0, :100])
        loss += ewc * (importance * (w - old) ** 2).sum()
        w.data -= torch.autograd.grad(loss, w)[0]
    hits = ((x @ w).argmax(dim=2) == y)[:, 1000:].double().mean(dim=1)
    runs[name] = hits
    print(f"after {name:7} A {hits[0]:4.0%}   B {hits[1]:4.0%}")
    if name == "A":
        old, truth = w.detach(), torch.eye(4)[y[0, :1000]]
        error = (x[0, :1000] @ old).softmax(dim=1) - truth
        importance = x[0, :1000].square().T @ error.square() / 1000
kept, learned = zip(runs["replay"], runs["EWC"])
assert runs["B"][0] + 0.2 < min(kept) < max(kept) < runs["A"][0] - 0.02
assert max(learned) < runs["B"][1] - 0.02
