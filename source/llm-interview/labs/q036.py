import torch
from transformers import LlamaConfig, LlamaForCausalLM

with torch.device("meta"):  # shapes without data: no memory needed
    model = LlamaForCausalLM(LlamaConfig()).bfloat16()  # Llama 7B
    ids = torch.zeros(1, 8, dtype=torch.long)
model(ids, labels=ids).loss.backward()


def show(name, tensors):
    sizes[name] = sum(tensor.nbytes for tensor in tensors) / 1e9
    print(f"{name:13} {sizes[name]:6.1f} GB")


sizes, weights = {}, list(model.parameters())
show("BF16 weights", weights)
show("gradients", [weight.grad for weight in weights])
masters = [weight.detach().float() for weight in weights]
show("FP32 weights", masters)
for master in masters:
    master.grad = torch.empty_like(master)
adam = torch.optim.AdamW(masters)
adam.step()
show("Adam state", [t for s in adam.state.values() for t in s.values()])
assert sizes["BF16 weights"] < 24 and sum(sizes.values()) > 80
