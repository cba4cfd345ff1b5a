from transformers import GPT2Tokenizer

tokenizer = GPT2Tokenizer.from_pretrained("gpt2")
assert len(tokenizer) == 50257  # an empty vocabulary raises no error
count = {}

for text in (
    " unbelievable",
    " antidisestablishmentarianism",
    " strawberry",
    "strawberry",
    " 2025",
    " 9876",
    "HELLO",
    "人工智能",
):
    ids = tokenizer.encode(text)
    assert tokenizer.decode(ids) == text
    count[text] = len(ids)
    pieces = [tokenizer.decode([i]) for i in ids]
    print(f"{text!r}: {len(ids)}  {'|'.join(pieces)}")

assert count[" strawberry"] == 1 < count["strawberry"]
assert count["人工智能"] > len("人工智能")
