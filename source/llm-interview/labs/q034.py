import torch
from torch.utils.flop_counter import FlopCounterMode

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
x = torch.randn(16, 1024).to(device)
weight = torch.randn(1024, 1024).to(device)
scale = weight.abs().amax(dim=1, keepdim=True) / 127
int8 = (weight / scale).round().to(torch.int8)

with FlopCounterMode(display=False) as plain:
    exact = x @ weight.T
with FlopCounterMode(display=False) as quantized:
    output = x @ (int8 * scale).T  # back to FP32 before the product

memory = (int8.nbytes + scale.nbytes) / weight.nbytes
flops = quantized.get_total_flops() / plain.get_total_flops()
error = ((output - exact).norm() / exact.norm()).item()
print(f"memory for weights: {memory:.1%} of FP32")
print(f"operations in the product: {flops:.0%}")
print(f"relative error of the output: {error:.1%}")
assert memory < 0.26 and error < 0.02
assert flops == 1
