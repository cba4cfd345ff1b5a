import torch
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
x, old, change = (torch.randn(n, 64) for n in (2048, 8, 8))
new = old + 0.7 * change
w1, w2 = torch.randn(64, 512) / 8, torch.randn(512, 8) / 16
a, b = torch.randn(64, 8) / 8, torch.zeros(8, 512)  # LoRA, rank 8
runs = dict(base=[old, w1, w2], LoRA=[new, a, b], full=[new, w1, w2])

print("run   trained  before  after")
for name, (task, *weights) in runs.items():
    answers, scores = (x @ task.T).argmax(1), []
    adam = torch.optim.Adam([w.requires_grad_() for w in weights], 0.01)
    b.data.zero_()  # so that the model is the base
    for _ in range(100):  # trained on half of x, scored on the rest
        logits = (x @ (w1 + a @ b)).relu() @ w2
        scores += [(logits.argmax(1) == answers)[1024:].float().mean()]
        adam.zero_grad()
        cross_entropy(logits[:1024], answers[:1024]).backward()
        adam.step()
    size = sum(weight.numel() for weight in weights)
    print(f"{name:4}{size:9,}{scores[0]:8.0%}{scores[-1]:7.0%}")
    runs[name] = scores[-1] - scores[0]
assert runs["LoRA"] > 0.7 * runs["full"] > 0.1
