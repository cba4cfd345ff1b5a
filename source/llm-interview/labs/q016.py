import numpy as np

documents = """physician treats patient at hospital
doctor sees patient at hospital
nurse helps doctor at hospital
physician and nurse treat patient
mechanic repairs car at garage
mechanic fixes automobile at garage
car has new engine""".split("\n")
words = sorted(set(" ".join(documents).split()))
texts = [text.split() for text in [*documents, "doctor"]]
counts = np.array([[text.count(w) for w in words] for text in texts])


def compare(vectors):  # cosine of each document with the query
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return units[:-1] @ units[-1]


near = counts[:-1].T @ counts[:-1] * (1 - np.eye(len(words)))
keywords, embeddings = compare(counts), compare(counts @ near)
print("cosine similarity to 'doctor'\nkeywords embeddings document")
for row in zip(keywords, embeddings, documents):
    print("{:8.2f} {:10.2f} {}".format(*row))
assert keywords[3] == 0 and embeddings[:4].min() > embeddings[4:].max()
