import torch
from transformers import LlamaConfig, LlamaForCausalLM

with torch.device("meta"):  # shapes without data: no memory needed
    model = LlamaForCausalLM(LlamaConfig()).bfloat16()  # Llama 7B
    ids = torch.zeros(1, 8, dtype=torch.long)
model(ids, labels=ids).loss.backward()

weights = list(model.parameters())
masters = [weight.detach().float() for weight in weights]
for master in masters:
    master.grad = torch.empty_like(master)  # for the step; not counted
adam = torch.optim.AdamW(masters)
adam.step()
states = [t for state in adam.state.values() for t in state.values()]

tensors = {"BF16 weights": weights, "FP32 weights": masters}
tensors["gradients"] = [weight.grad for weight in weights]
tensors["Adam state"], total = states, 0
for name, group in tensors.items():
    size = sum(tensor.nbytes for tensor in group) / 1e9
    total += size
    print(f"{name:13} {size:6.1f} GB")
print(f"total         {total:6.1f} GB")
assert total > 80
