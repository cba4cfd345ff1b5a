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
changed[:, 1] += 1.0  # change the second item of dimension 1 only
alone = torch.allclose(block(changed)[:, 0], y[:, 0], atol=1e-5)
changed = x.clone()
changed[1] += 1.0  # change the second item of dimension 0 only
mixed = not torch.allclose(block(changed)[0], y[0], atol=1e-5)
assert alone and mixed
print(f"items of dimension 1 stay apart: {alone}  -> batch")
print(f"items of dimension 0 attend to each other: {mixed}  -> sequence")
