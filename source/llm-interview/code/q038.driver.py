# Without its vocabulary the tokenizer returns an empty tensor
# and no error, so the ids are asserted.
assert tokenized_text.tolist() == [[15496, 11, 995, 0]], tokenized_text
tokenizer = GPT2Tokenizer.from_pretrained("gpt2")
assert len(tokenizer) == 50257, len(tokenizer)
for token_id in tokenized_text[0].tolist():
    print(f"{token_id:>5}  {tokenizer.decode([token_id])!r}")
print(f"vocabulary size: {len(tokenizer)}")
