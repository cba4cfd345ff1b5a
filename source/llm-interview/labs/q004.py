import torch
from torch.nn.functional import scaled_dot_product_attention

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"


def attend(q, k, v, scale):
    scores = (q @ k.T * scale).requires_grad_()
    weights = scores.softmax(dim=1)
    top = weights.amax(dim=1)  # the largest weight of each query
    (gradient,) = torch.autograd.grad(top.sum(), scores)
    medians = top.median(), gradient.norm(dim=1).median()
    return weights @ v, [median.item() for median in medians]


print("medians        QK^T              QK^T / sqrt(d_k)")
print("         top weight  gradient  top weight  gradient")
for d_k in (16, 64, 256, 1024, 4096):
    q, k, v = torch.randn(3, 256, d_k, dtype=torch.float64).to(device)
    _, raw = attend(q, k, v, 1)
    output, scaled = attend(q, k, v, d_k**-0.5)
    print(f"d_k {d_k:4}", *(f"{x:10.3f}" for x in (*raw, *scaled)))
    assert torch.allclose(output, scaled_dot_product_attention(q, k, v))
assert raw[0] > 0.99 and scaled[0] < 0.1 and raw[1] < scaled[1] / 100
