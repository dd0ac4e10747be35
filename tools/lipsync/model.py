"""The network: a causal convolution over three frames, two GRUs with a residual, and three heads.

Nothing in it looks ahead. The look-ahead is in the labels: at frame i it answers for frame i - DELAY.
"""

import torch
from torch import nn

import features
import visemes

HIDDEN, CONTEXT, DELAY = 128, 3, 4


class LipNet(nn.Module):
    """Log-mel frames [batch, time, bands] to logits [batch, time, 15 + 2]: visemes, opening, closure."""

    def __init__(self, hidden=HIDDEN):
        super().__init__()
        self.register_buffer("mean", torch.zeros(features.BANDS))
        self.register_buffer("deviation", torch.ones(features.BANDS))
        self.front = nn.Conv1d(features.BANDS, hidden, CONTEXT)
        self.first = nn.GRU(hidden, hidden, batch_first=True)
        self.second = nn.GRU(hidden, hidden, batch_first=True)
        self.heads = nn.Linear(hidden, visemes.COUNT + 2)
        self.dropout = nn.Dropout(0.1)

    def forward(self, frames):
        normal = (frames - self.mean) / self.deviation
        past = nn.functional.pad(normal.transpose(1, 2), (CONTEXT - 1, 0))
        front = torch.relu(self.front(past)).transpose(1, 2)
        first, _ = self.first(self.dropout(front))
        second, _ = self.second(self.dropout(first))
        return self.heads(self.dropout(first + second))


def answers(logits):
    """(viseme probabilities, opening, closure) of logits, all 0 to 1."""
    return logits[..., : visemes.COUNT].softmax(-1), logits[..., visemes.COUNT].sigmoid(), logits[..., visemes.COUNT + 1].sigmoid()
