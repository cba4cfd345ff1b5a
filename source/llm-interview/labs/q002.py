import torch
from torch.nn import Transformer

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
x, memory = torch.randn(2, 1, 6, 512).double().to(device)
mask = torch.ones(6, 6, dtype=torch.bool).triu(diagonal=1).to(device)
net = Transformer(dropout=0, batch_first=True).double().to(device)
layer = net.decoder.layers[0]
ffn = torch.nn.Sequential(layer.linear1, torch.nn.ReLU(), layer.linear2)

h = layer.norm1(x + layer.self_attn(x, x, x, attn_mask=mask)[0])
h = layer.norm2(h + layer.multihead_attn(h, memory, memory)[0])
h = layer.norm3(h + torch.stack([ffn(token) for token in h[0]]))
assert torch.allclose(h, layer(x, memory, tgt_mask=mask))
print("rebuilt from its parts: PyTorch's decoder layer")

parts = layer.self_attn, layer.multihead_attn, ffn
sizes = [sum(p.numel() for p in part.parameters()) for part in parts]
print(f"masked self-attention {sizes[0]:9,} parameters")
print(f"cross-attention       {sizes[1]:9,}")
print(f"feed-forward network  {sizes[2]:9,}")
assert sizes[2] == max(sizes)
