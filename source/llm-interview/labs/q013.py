import torch

torch.manual_seed(0)
text = "the cat saw a dog . a dog saw the bird . the bird sat .".split()
ids = torch.tensor([sorted(set(text)).index(word) for word in text])
counts = torch.bincount(ids[:-1] * 8 + ids[1:], minlength=64).view(8, 8)
model = torch.nn.functional.normalize(counts + 0.05, p=1, dim=1)
ranked, order = model.sort(descending=True, stable=True)
likelier = (ranked.cumsum(dim=1) - ranked).gather(1, order.argsort())

weights = {"greedy": model * (likelier == 0)}
weights |= {f"temperature {t}": model ** (1 / t) for t in (0.5, 1, 2)}
weights |= {"top-p 0.8": model * (likelier < 0.8)}
found = {}
print("of 1000 texts:   different  word pairs seen in training")
for name, weight in weights.items():
    texts = torch.zeros(9, 1000, dtype=torch.long)  # begin after "."
    for word, following in zip(texts, texts[1:]):
        following[:] = weight[word].multinomial(1)[:, 0]
    seen = counts[texts[:-1], texts[1:]].bool().double().mean()
    found[name] = len(texts.unique(dim=1)[0]), seen.item()
    print("{:16} {:9} {:10.0%}".format(name, *found[name]))
kinds, known = zip(*found.values())  # 1 to 3: rising temperature
assert kinds[0] == 1 and max(kinds[1], kinds[4]) < kinds[2] < kinds[3]
assert min(known[1], known[4]) - 0.05 > known[2] > known[3] + 0.2
