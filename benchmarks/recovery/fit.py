"""Trains the network on the examples; the same weights each time, on one thread."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from recovery.batches import Batch, batches
from recovery.examples import Arrays
from recovery.net import Net
from torch.nn import functional


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """How large the network is, and how it is trained."""

    width: int = 24
    hidden: int = 40
    middle: int = 16
    dropout: float = 0.4
    epochs: int = 3
    size: int = 128
    rate: float = 4e-3
    decay: float = 1e-2
    seed: int = 0


def fitted(arrays: Arrays, setting: Setting) -> Net:
    """Train a network."""
    torch.set_num_threads(1)
    torch.manual_seed(setting.seed)
    net = Net(setting.width, setting.hidden, setting.middle, setting.dropout)
    optimizer = torch.optim.AdamW(net.parameters(), lr=setting.rate, weight_decay=setting.decay)
    steps = setting.epochs * -(-len(arrays["snippets"]) // setting.size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, setting.rate, total_steps=steps + 1, pct_start=0.1
    )
    for epoch, found in _epochs(arrays, setting):
        before, total, count = time.monotonic(), 0.0, 0
        for batch in found:
            loss = functional.nll_loss(net(batch), batch.answers)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch}: loss {total / count:.4f}, {time.monotonic() - before:.0f} s")
    return net.eval()


def _epochs(arrays: Arrays, setting: Setting) -> Iterator[tuple[int, Iterator[Batch]]]:
    order = np.random.default_rng(setting.seed)
    for epoch in range(setting.epochs):
        chosen = order.permutation(len(arrays["snippets"]))
        yield epoch, batches(arrays, chosen, setting.size)
