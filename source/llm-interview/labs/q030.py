from transformers import GPT2Tokenizer

tokenizer = GPT2Tokenizer.from_pretrained("gpt2")
assert len(tokenizer) == 50257  # an empty vocabulary raises no error
count = {}

print("tokens  pieces (· is a space)")
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
    pieces = "|".join(tokenizer.decode([i]) for i in ids)
    print(f"{len(ids):6}  {pieces.replace(' ', '·')}")

assert count[" strawberry"] == 1 < count["strawberry"]
assert count["人工智能"] > len("人工智能")
