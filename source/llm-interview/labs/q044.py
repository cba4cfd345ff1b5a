import torch
from torch import nn

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
words = "the river bank the muddy bank one central bank".split()
vocabulary = {word: i for i, word in enumerate(dict.fromkeys(words))}
ids = torch.tensor([vocabulary[word] for word in words]).view(3, 3)

embedding = nn.Embedding(len(vocabulary), 64).double().to(device)
one = nn.TransformerEncoderLayer(64, 4, dropout=0, batch_first=True)
stack = nn.TransformerEncoder(one, 6).double().to(device).eval()
static = embedding(ids.to(device))
vectors = {"input embedding": static}
vectors["after layer 1"] = stack.layers[0](static)
vectors["after layer 6"] = stack(static)
vectors["layer 6, word alone"] = stack(static[:, 2:])

print("change of 'bank' relative to 'the river bank', in")
print(f"{'':21}  the muddy bank  one central bank")
for name, vector in vectors.items():
    bank = vector[:, -1]
    change = ((bank - bank[0]).norm(dim=1) / bank[0].norm()).tolist()
    print(f"{name:21}{change[1]:11.0%}{change[2]:16.0%}")
    assert (min(change[1:]) > 0.01) == name.startswith("after")
