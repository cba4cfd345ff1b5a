from transformers import GPT2Tokenizer

tokenizer = GPT2Tokenizer.from_pretrained("gpt2")
assert len(tokenizer) == 50257  # an empty vocabulary raises no error

text, longer = "Hello, world!", "GPT-2 has no such token"
for form in None, "pt":
    encoded = tokenizer.encode(text, return_tensors=form)
    print(f"tensors={form}:", encoded)
    assert isinstance(encoded, list) == (form is None)

assert tokenizer.pad_token is None
tokenizer.pad_token = tokenizer.eos_token
batch = tokenizer([text, longer], padding=True, return_tensors="pt")
ids, mask = batch["input_ids"], batch["attention_mask"]
print("ids ", ids[0].tolist())
print("    ", ids[1].tolist())
print("mask", mask[0].tolist())

assert tokenizer.decode(ids[0]) != text
assert tokenizer.decode(ids[0][mask[0].bool()]) == text
