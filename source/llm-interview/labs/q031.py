from collections import Counter
from itertools import pairwise
from math import log

text = "the quick queen and the quiet king went with them to the "
text += "theater and then the queen quit the quest"
words = [" ".join(word) for word in text.split()]  # "t h e", ...


def log_likelihood(pair=()):  # of independent symbols, pair merged
    merged = [w.replace(" ".join(pair), "".join(pair)) for w in words]
    symbols = Counter(" ".join(merged).split())
    return sum(n * log(n / symbols.total()) for n in symbols.values())


counts = Counter(p for word in words for p in pairwise(word.split()))
gains = {p: log_likelihood(p) - log_likelihood() for p in counts}
print("pair  count  gain in log-likelihood")
for pair, count in counts.most_common(4):
    print(f"{''.join(pair):4} {count:6} {gains[pair]:9.1f}")

bpe, wordpiece = max(counts, key=counts.get), max(gains, key=gains.get)
print(f"BPE merges {''.join(bpe)} first, ", end="")
print(f"WordPiece {''.join(wordpiece)}")
assert counts[bpe] > counts[wordpiece] and gains[bpe] < gains[wordpiece]
