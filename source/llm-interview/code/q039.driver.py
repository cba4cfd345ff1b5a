torch.manual_seed(0)
block = TransformerBlock(embed_size=64, heads=4).eval()
x = torch.randn(10, 2, 64)  # (sequence, batch, feature)
y = block(x)
assert y.shape == x.shape
print("input ", tuple(x.shape))
print("output", tuple(y.shape))
parameters = sum(p.numel() for p in block.parameters())
assert parameters == 281_152
print(f"parameters: {parameters:,}")

changed = x.clone()
changed[:, 1] += 1.0  # touches item 1 of dimension 1 only
apart = torch.allclose(block(changed)[:, 0], y[:, 0], atol=1e-5)
changed = x.clone()
changed[1] += 1.0  # touches item 1 of dimension 0 only
attended = not torch.allclose(block(changed)[0], y[0], atol=1e-5)
assert apart and attended
print("dimension 0 is the sequence:", attended)
print("dimension 1 is the batch:   ", apart)
