"""The filter behind the network, as src/Troupe.Conversation/Acting/Listening/LipFilter.cs has it: its constants are chosen here."""

import numpy as np

import visemes

# Probability that a viseme goes on for another frame; from where on the lips touch; frames for which they stay shut.
STAY, TOUCHING, SHORTEST_CLOSURE = 0.15, 0.4, 4
_BESIDE_CLOSURE, _LEAST = 0.05, 1e-4


def filtered(odds, closure, stay=STAY, touching=TOUCHING):
    """[frames, 15] weights of the odds and closures of a clip."""
    belief, closed = np.eye(visemes.COUNT)[visemes.SIL], 0
    change = (1 - stay) / (visemes.COUNT - 1)
    out = np.zeros_like(odds)
    for frame in range(len(odds)):
        belief = (belief * (stay - change) + change) * (odds[frame] + _LEAST)
        belief /= belief.sum()
        closed = closed + 1 if np.sqrt(closure[frame] * odds[frame, visemes.PP]) >= touching or 0 < closed < SHORTEST_CLOSURE else 0
        shown = belief.copy()
        shown[visemes.FF] = odds[frame, visemes.FF]
        shown[visemes.PP] = 0
        shown *= (_BESIDE_CLOSURE if closed else 1) / (shown.sum() + 1e-12)
        shown[visemes.PP] = 1 - _BESIDE_CLOSURE if closed else 0
        out[frame] = shown
    return out
