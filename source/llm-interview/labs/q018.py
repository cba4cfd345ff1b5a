from random import sample, seed

seed(8)
text = ("Thank you for inviting me to your party last week " * 12)[:568]
hidden = round(0.15 * len(text))  # a character is a token here
spans = round(hidden / 3)


def split(total):  # at random, into as many parts as there are spans
    cuts = [0, *sorted(sample(range(1, total), spans - 1)), total]
    return [b - a for a, b in zip(cuts, cuts[1:])]


rest, source, target = text, [], {}
for kept, gone in zip(split(len(text) - hidden), split(hidden)):
    mark = f"<{len(target)}>"  # T5 calls it <extra_id_0>
    source += [*rest[:kept], mark]
    target[mark] = rest[kept : kept + gone]
    rest = rest[kept + gone :]
sizes = len(source), sum(len(span) + 1 for span in target.values())
print(f"{len(text)} tokens: input {sizes[0]}, target {sizes[1]}")
print("input: ", "".join(source[:44]))
print(f"target: <0>{target['<0>']}<1>{target['<1>']}<2>...")
assert "".join(target.get(token, token) for token in source) == text
assert sizes[1] < 0.2 * len(text)
