from collections import Counter

corpus = Counter()  # how often the texts give a person a job
for she, he in ("she", "he"), ("Mary", "John"):
    corpus.update({(she, "nurse"): 9, (she, "doctor"): 2})
    corpus.update({(he, "nurse"): 1, (he, "doctor"): 8})


def p_nurse(person, swaps):  # learned from texts and swapped texts
    texts = Counter(corpus)
    for (who, job), number in corpus.items():
        texts[swaps.get(who, who), job] += number
    nurse, doctor = texts[person, "nurse"], texts[person, "doctor"]
    return nurse / (nurse + doctor)


pronouns = {"she": "he", "he": "she"}
data = {"as collected": {}, "pronouns swapped": pronouns}
data["names swapped too"] = pronouns | {"Mary": "John", "John": "Mary"}
print("p(nurse | person)    she    he  Mary  John")
for title, swaps in data.items():
    p = [p_nurse(who, swaps) for who in ("she", "he", "Mary", "John")]
    print(f"{title:18}", *[f"{value:5.0%}" for value in p])
    assert p[0] == p[1] or swaps == {}
    assert (p[2] == p[3]) == ("Mary" in swaps)
