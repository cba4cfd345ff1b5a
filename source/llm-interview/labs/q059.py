import torch

torch.manual_seed(0)
tastes, topics = torch.randn(400, 6), torch.randn(300, 6)
likes = (tastes @ topics.T + torch.randn(400, 300)).sign()
texts = topics @ torch.randn(6, 40) + 0.5 * torch.randn(300, 40)
old, new = slice(0, 250), slice(250, 300)  # no data about new items

users = (0.1 * torch.randn(400, 8)).requires_grad_()
items = (0.1 * torch.randn(300, 8)).requires_grad_()
adam = torch.optim.Adam([users, items], lr=0.05)
for _ in range(200):  # matrix factorization
    margin = likes * (users @ items.T)
    adam.zero_grad()
    torch.nn.functional.softplus(-margin[:, old]).mean().backward()
    adam.step()

text_to_item = torch.linalg.lstsq(texts[old], items[old]).solution
described = users @ (texts[new] @ text_to_item).T
behavior = (users @ items[new].T * likes[:, new] > 0).double().mean()
text = (described * likes[:, new] > 0).double().mean()
print("likes and dislikes of new items predicted correctly")
print(f"from behavior alone:    {behavior:.0%}")
print(f"from descriptions:      {text:.0%}")
assert abs(behavior - 0.5) < 0.05 and text > 0.7
