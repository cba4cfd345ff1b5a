from collections import Counter
from math import exp, prod

reference = "the trial showed that the drug is safe for adults"
candidates = {
    "opposite": "the trial showed that the drug is unsafe for adults",
    "cut short": "the trial showed that the drug is safe",
    "paraphrase": "grown people can take this medicine without harm",
}


def n_grams(text, n):
    return Counter(zip(*[text.split()[i:] for i in range(n)]))


scores = {}
print("candidate    BLEU  ROUGE-1")
for name, text in candidates.items():
    made = [n_grams(text, n) for n in (1, 2, 3, 4)]
    same = [m & n_grams(reference, n) for n, m in enumerate(made, 1)]
    precision = prod(s.total() / m.total() for s, m in zip(same, made))
    bleu = min(1, exp(1 - 10 / made[0].total())) * precision ** (1 / 4)
    scores[name] = bleu, same[0].total() / 10  # 10 reference words
    print(f"{name:11}{bleu:6.2f}{scores[name][1]:9.2f}")
assert min(scores["opposite"]) > 0.7 > max(scores["paraphrase"]) == 0
