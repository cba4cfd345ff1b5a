from math import exp, isclose, log, log2, prod

shares = {"the ": 8, "cat ": 4, "then ": 2, "sat ": 2}  # of 16 words
text = ["the ", "cat ", "sat ", "then ", "the ", "cat ", "sat ", "the "]


def begins(prefix):  # the share of words that begin like this
    return sum(shares[w] for w in shares if w.startswith(prefix)) / 16


def probabilities(size):  # p(token | what precedes it in its word)
    for word in text:
        for i in range(0, len(word), size):
            yield begins(word[: i + size]) / begins(word[:i])


perplexity = {}
print("tokens           number  perplexity  log2 p(text)")
tokens = {"words": 5, "character pairs": 2, "characters": 1}
for name, size in tokens.items():
    p = list(probabilities(size))
    perplexity[name] = score = exp(-sum(map(log, p)) / len(p))
    print(f"{name:17}{len(p):6}{score:12.2f}{log2(prod(p)):14.0f}")
    assert isclose(prod(p), prod(probabilities(5)))
assert perplexity["words"] > 2 * perplexity["characters"]
