import torch
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
tokens, others = torch.randint(1, 50, (2, 400_000)).to(device)
logits = torch.randn(400_000, 50).to(device).requires_grad_()
draw = torch.rand(400_000).to(device)
groups = {
    "[MASK]": draw < 0.12,  # 80% of the 15% that are selected
    "random token": (draw >= 0.12) & (draw < 0.135),
    "unchanged": (draw >= 0.135) & (draw < 0.15),
    "not selected": draw >= 0.15,
}
inputs = tokens.masked_fill(groups["[MASK]"], 0)  # 0 is [MASK]
inputs = others.where(groups["random token"], inputs)
targets = tokens.masked_fill(groups["not selected"], -100)  # ignored
cross_entropy(logits, targets).backward()

for name, at in groups.items():
    facts = at, inputs[at] == tokens[at], logits.grad[at].any(dim=1)
    share, same, loss = (fact.double().mean().item() for fact in facts)
    print(f"{name:12} {share:5.1%}, same {same:4.0%}, loss {loss:4.0%}")
    assert loss == (name != "not selected")
    assert (same < 0.1) == (name in ("[MASK]", "random token"))
