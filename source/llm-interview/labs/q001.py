import torch
from transformers import AutoConfig, AutoModel

torch.manual_seed(0)
text, other = torch.randn(2, 1, 8, 64, requires_grad=True)
settings = {  # small models with random weights
    "gpt2": {"n_embd": 64, "n_head": 4},
    "bert": {"hidden_size": 64, "num_attention_heads": 4},
    "t5": {"d_model": 64},
}
used = {}
print("tokens used by output 4 (1: yes); T5: own, encoder's")
for name, sizes in settings.items():
    config = AutoConfig.for_model(name, **sizes)
    inputs = {"inputs_embeds": text}
    if config.is_encoder_decoder:
        inputs = {"decoder_inputs_embeds": text, "inputs_embeds": other}
    model = AutoModel.from_config(config).eval()
    output = model(**inputs).last_hidden_state[0, 3, 0]  # 4th token
    gradients = torch.autograd.grad(output, list(inputs.values()))
    used[name] = [g[0].any(dim=1).int().tolist() for g in gradients]
    print(f"{name:4}", *used[name])

left, both = [1, 1, 1, 1, 0, 0, 0, 0], [1] * 8
assert used == {"gpt2": [left], "bert": [both], "t5": [left, both]}
