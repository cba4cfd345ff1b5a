from transformers import GPT2Config, GPT2LMHeadModel, GPT2Tokenizer
from transformers.convert_slow_tokenizer import bytes_to_unicode

tokenizer = GPT2Tokenizer.from_pretrained("gpt2")
model = GPT2LMHeadModel(GPT2Config(n_layer=1, n_embd=8, n_head=1))
rows = model.get_input_embeddings().num_embeddings
byte = {sign: value for value, sign in bytes_to_unicode().items()}

assert byte.keys() <= tokenizer.get_vocab().keys()  # all 256 bytes
for text in "language", "deglobalizing", "rizzler", "词元", "\N{LLAMA}":
    ids = tokenizer.encode(text)
    tokens = tokenizer.convert_ids_to_tokens(ids)
    print(*[bytes(byte[sign] for sign in token) for token in tokens])
    assert tokenizer.decode(ids) == text and max(ids) < rows

tokenizer.add_tokens("rizzler")
(new_id,) = tokenizer.encode("rizzler")
print(f"rizzler added: id {new_id}, embedding has {rows} rows")
assert new_id >= rows
model.resize_token_embeddings(new_id + 1, mean_resizing=False)
rows = model.get_input_embeddings().num_embeddings
print(f"resized: {rows} rows, {model.lm_head.out_features} outputs")
