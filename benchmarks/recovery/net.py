"""The model that is trained: sums of what features weigh, two layers, one number."""

import torch
from recovery.batches import Batch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.text.recover.relate import RELATIONS
from pipeline.text.recover.roles import ROLES
from pipeline.text.recover.traits import WORDS


class Net(nn.Module):
    """Weighs each pair of statement and block: the more, the surer the block closes before it."""

    def __init__(self, width: int, hidden: int, middle: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.EmbeddingBag(WORDS, width, mode="sum")
        self.relations = nn.EmbeddingBag(RELATIONS, hidden, mode="sum")
        self.roles = nn.Parameter(torch.randn(len(ROLES), width, hidden) * width**-0.5 * 0.5)
        self.bias = nn.Parameter(torch.zeros(hidden))
        self.second = nn.Linear(hidden, middle)
        self.third = nn.Linear(middle, 1)
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.words.weight, std=0.1)
        nn.init.normal_(self.relations.weight, std=0.05)

    def forward(self, batch: Batch) -> Tensor:
        """Return the logarithm of the probability of each choice's answers."""
        seen = functional.relu(self.words(batch.words, batch.word_starts))
        # Number 0 stands for no statement.
        seen = self.dropout(functional.pad(seen, (0, 0, 1, 0)))
        total = self.relations(batch.relations, batch.relation_starts) + self.bias
        for role, weights in enumerate(self.roles):
            total = total + (seen @ weights)[batch.roles[:, role]]
        middle = functional.relu(self.second(self.dropout(functional.relu(total))))
        closes = self.third(middle).squeeze(1)
        return self._answers(closes, batch)

    @staticmethod
    def _answers(closes: Tensor, batch: Batch) -> Tensor:
        """Closing k blocks weighs as much as the innermost k together."""
        laid = closes.new_zeros(batch.legal.shape)
        laid[batch.rows, batch.columns + 1] = closes
        scores = laid.cumsum(1).masked_fill(~batch.legal, -1e9)
        return functional.log_softmax(scores, dim=1)
