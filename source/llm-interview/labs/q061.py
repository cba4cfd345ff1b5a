import torch
from torch.utils.flop_counter import FlopCounterMode
from transformers import LlamaConfig, LlamaForCausalLM

with torch.device("meta"):  # shapes without data: no memory needed
    model = LlamaForCausalLM(LlamaConfig())  # Llama 7B
    ids = torch.zeros(1, 512, dtype=torch.long)
with FlopCounterMode(display=False) as counter:
    model(ids, labels=ids).loss.backward()

flop = counter.get_total_flops() / 512
ratio = flop / model.num_parameters()
print(f"training on one token: {ratio:.2f} FLOP per parameter")
assert 5.9 < ratio < 6.2

speed, power = 0.4 * 989e12, 0.7 * 1.2  # of an H100: FLOP/s, kW
print("             tokens        kWh kg CO2, coal kg CO2, wind")
for name, tokens in {"pre-training": 2e12, "fine-tuning": 2e7}.items():
    kwh = flop * tokens / speed / 3600 * power
    coal, wind = 0.82 * kwh, 0.011 * kwh  # IPCC, kg per kWh
    print(
        f"{name:12}{tokens:7.0e}{kwh:11,.2f}{coal:13,.2f}{wind:13,.2f}"
    )
