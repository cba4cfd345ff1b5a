import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
logits = 2 * torch.randn(500, 500)  # of the next token
green = torch.rand(500, 500) < 0.5  # secret list of next tokens
edits, others = torch.rand(301) < 0.3, torch.randint(500, (301,))
texts, number = {}, torch.arange(1, 301)

for name, bonus in {"unmarked": 0, "marked": 2}.items():
    text = [0]
    while len(text) < 301:
        scores = logits[text[-1]] + bonus * green[text[-1]]
        text.append(scores.softmax(dim=0).multinomial(1).item())
    texts[name] = torch.tensor(text)
texts["30% replaced"] = torch.where(edits, others, texts["marked"])
for name, text in texts.items():
    found = green[text[:-1], text[1:]].cumsum(dim=0)
    z = (found - number / 2) / (number / 4).sqrt()
    plt.plot(number, z, label=name)
    print(f"{name:13}{found[-1] / 300:4.0%} green   z = {z[-1]:2.0f}")
    assert (z[-1] > 4) == (name != "unmarked")
plt.gca().set(xlabel="tokens read", ylabel="z score", ylim=(-4, 19))
plt.legend()
plt.savefig("figure.png")
