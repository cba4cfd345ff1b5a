import torch
from torch.nn import Linear, ReLU, Sequential, functional

torch.manual_seed(0)
y = torch.randint(10, (7060,))  # ten overlapping classes
x = torch.randn(10, 20)[y] + 1.5 * torch.randn(7060, 20)


def train(name, width, inputs, targets, heat=1):
    net = Sequential(Linear(20, width), ReLU(), Linear(width, 10))
    adam = torch.optim.Adam(net.parameters(), lr=0.01)
    for _ in range(100):
        adam.zero_grad()
        functional.cross_entropy(net(inputs) / heat, targets).backward()
        adam.step()
    right = (net(x[5060:]).argmax(dim=1) == y[5060:]).float().mean()
    print(f"{name:21} {right:.0%} correct")
    return net, right


teacher, top = train("teacher", 128, x[60:5060], y[60:5060])
_, hard = train("student, hard labels", 16, x[:60], y[:60])
soft = (teacher(x[:60]).detach() / 4).softmax(dim=1)  # temperature 4
_, distilled = train("student, soft labels", 16, x[:60], soft, 4)
assert distilled > hard + 0.05 and top - distilled < distilled - hard
