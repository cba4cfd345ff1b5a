import torch

torch.manual_seed(0)
x, hidden, out = (torch.randn(n, 32) for n in (6000, 12, 9))
y = ((x @ hidden.T).relu() @ out[:, :12].T).sign()  # 9 tasks


def fit(start, size, tasks):  # on `size` examples, scored on others
    first, last = weights = start.clone(), torch.zeros(64, 9)
    adam = torch.optim.Adam([w.requires_grad_() for w in weights], 0.01)
    for _ in range(150):
        margin = (y * ((x @ first).relu() @ last))[:, tasks]
        adam.zero_grad()
        torch.nn.functional.softplus(-margin[:size]).mean().backward()
        adam.step()
    return (margin[4000:] > 0).double().mean().item(), first.detach()


new = torch.randn(32, 64) / 6
_, old = fit(new, 4000, range(8))  # pre-trained on eight tasks
print("examples of task 9  accuracy from scratch  pre-trained")
for size in 64, 256, 1024:
    scores = [fit(start, size, [8])[0] for start in (new, old)]
    print(f"{size:18}{scores[0]:23.0%}{scores[1]:13.0%}")
    assert scores[1] > scores[0] + 0.01
