import torch
from torch.utils.flop_counter import FlopCounterMode

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
token = torch.randn(1, 64).to(device)

print("experts  parameters  used for a token     FLOP")
for experts in 2, 8, 32:
    router = torch.randn(64, experts).to(device).requires_grad_()
    up = torch.randn(experts, 64, 256).to(device).requires_grad_()
    down = torch.randn(experts, 256, 64).to(device).requires_grad_()

    with FlopCounterMode(display=False) as counter:
        scores, chosen = (token @ router)[0].topk(2)
        outputs = (token @ up[chosen]).relu() @ down[chosen]
        result = (scores.softmax(0)[:, None, None] * outputs).sum(0)
    result.square().sum().backward()

    active = (up.grad != 0).any(dim=2).any(dim=1).sum().item()
    size = router.numel() + up.numel() + down.numel()
    used = router.numel() + active * (up[0].numel() + down[0].numel())
    flop = counter.get_total_flops()
    print(f"{experts:7}{size:12,}{used:18,}{flop:9,}")
    assert active == 2 and flop == 2 * used
