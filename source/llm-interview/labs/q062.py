import torch

torch.manual_seed(0)
attention = torch.nn.MultiheadAttention(10, 1, batch_first=True)
adam = torch.optim.Adam(attention.parameters(), lr=0.01)


def predict(shots, mixed=False):  # 1000 prompts, each a new task
    x, task = torch.randn(1000, shots + 1, 8), torch.randn(1000, 8, 1)
    y = (x @ task).sign()
    labels = (x @ task.roll(1, 0)).sign() if mixed else y.clone()
    labels[:, -1] = 0  # the one to predict
    prompt = torch.cat([x, labels, torch.ones_like(y)], dim=2)
    output, _ = attention(prompt[:, -1:], prompt, prompt)
    return output[:, 0, 8] * y[:, -1, 0]  # above 0 if right


for _ in range(300):  # pre-training; frozen afterwards
    adam.zero_grad()
    torch.nn.functional.softplus(-predict(20)).mean().backward()
    adam.step()
for n, low in (0, 0.43), (4, 0.57), (16, 0.65), (64, 0.73):
    right, other = ((predict(n, m) > 0).double().mean() for m in (0, 1))
    print(f"{n:2} examples {right:5.0%}   other labels {other:5.0%}")
    assert low < right < low + 0.1 and abs(other - 0.5) < 0.06
