"""When phones sound in languages for which no aligner is at hand: the likeliest path through what a trained network says of each frame."""

import numpy as np

import features
import visemes

# As of a hybrid recogniser: how much of the visemes' own frequency is taken out of the network's answers.
_PRIOR = 0.7
# How often the visemes are seen in the corpus.
_SHARES = np.array([0.25, 0.06, 0.03, 0.02, 0.08, 0.06, 0.03, 0.06, 0.08, 0.05, 0.1, 0.06, 0.07, 0.05, 0.05])


def align(weights, words, samples):
    """(IPA, start, end) in seconds of words, each a list of phones, and the mean of what the path earned in each frame; pauses may stand between words."""
    found = features.log_mel(samples)
    fed = np.concatenate([found, np.repeat(found[-1:], weights.delay, 0)])
    odds = weights.answers(fed)[0][weights.delay :]
    score = np.log(odds + 1e-5) - _PRIOR * np.log(_SHARES)
    states = _states(words)
    earned = np.stack([score[:, visemes_of].max(1) for _, visemes_of, _ in states], 1)
    path = _path(earned, [optional for _, _, optional in states])
    if path is None:
        return None
    out = []
    for frame, state in enumerate(path):
        number = states[state][0][0]
        if out and out[-1][0] == number:
            out[-1][3] = (frame + 1) * 0.01
        else:
            out.append([number, states[state][0][1], frame * 0.01, (frame + 1) * 0.01])
    return [(phone, start, end) for _, phone, start, end in out], float(earned[np.arange(len(path)), path].mean())


def _states(words):
    """((number of the phone, IPA), visemes that it may be heard as, whether it may be left out): a phone's shapes in order, each at least two frames long."""
    out, number = [], 0
    for phones in [[""], *(part for word in words for part in (word, [""]))]:
        for phone in phones:
            shapes = [shape for part in visemes.targets(phone) for shape in part] or [(visemes.AA, {visemes.AA, visemes.E, visemes.IH}, 0.5)]
            for viseme, _, _ in shapes:
                out += 2 * [((number, phone), [viseme], not phone)]
            number += 1
    return out


def _path(earned, optional):
    """The best state of each frame: stay, go on, or leap over a pause (of two states)."""
    frames, count = earned.shape
    if count > frames:
        return None
    best = np.full(count, -1e9)
    best[0] = earned[0, 0]
    best[2] = earned[0, 2]
    back = np.zeros((frames, count), np.int32)
    leap = np.array([i >= 3 and optional[i - 1] and optional[i - 2] and not optional[i - 3] for i in range(count)])
    for frame in range(1, frames):
        options = np.stack([best, np.concatenate([[-1e9], best[:-1]]), np.where(leap, np.concatenate([[-1e9] * 3, best[:-3]]), -1e9)])
        chosen = options.argmax(0)
        best = options[chosen, np.arange(count)] + earned[frame]
        back[frame] = np.where(chosen == 2, 3, chosen)
    state = count - 1 if best[-1] >= best[-3] else count - 3
    path = [state]
    for frame in range(frames - 1, 0, -1):
        state -= back[frame, state]
        path.append(state)
    return path[::-1]
