"""Scores a file of weights on sentences that it was not trained on, at its declared delay and without any other alignment.

    python3 tools/lipsync/score.py [--weights out/lipsync/lipnet.bin] [--voices flite-slt,festival-slt-hts,flite-rms]

strict15, accept15 and the r of the opening (Pearson's, against the openings of the phones, not smoothed) are over frames of
speech, pauses left out. open_r takes the opening that the odds of the visemes add up to, as the benchmark does with weights; open_head_r
takes the head of opening. The viseme shown is PP while the head of closure says more than a half, otherwise the likeliest of the others.
A true closure is found when PP is shown within 40 ms of it, and a shown one away from every true one is false.
"""

import argparse
from pathlib import Path

import numpy as np

import features
import visemes
from speech import OUT
from lipnet_file import Weights
from score_set import TEXTS
from sound import RATE, at_rate
from voices import espeak, festival, flite

_REACH = 4


def utterances(voice):
    """The scored sentences as a voice says them."""
    engine, name = voice.split("-", 1)
    if engine == "flite":
        return (flite.speak(name, text) for text in TEXTS)
    if engine == "festival":
        return festival.speak_all(name, TEXTS, [1.0] * len(TEXTS))
    synthesiser = espeak.Espeak()
    return (synthesiser.speak(name, text) for text in TEXTS)


def prepared(said):
    """Samples at 16 kHz with 200 ms of pads, a peak of 0.5 and noise at -72 dB; features, and what visemes.labels gives."""
    rng = np.random.default_rng(len(said.text))
    samples = np.pad(at_rate(said.samples, said.rate), int(0.2 * RATE))
    samples = samples / np.abs(samples).max() * 0.5 + rng.standard_normal(len(samples)) * 10 ** (-72 / 20)
    found = features.log_mel(samples)
    return found, *visemes.labels([(phone, start + 0.2, end + 0.2) for phone, start, end in said.phones], len(found))


def shown(odds, closure):
    """The viseme of each frame: closed lips as their own head says, which finds more of them and fewer false ones than the 15 odds do."""
    others = odds.copy()
    others[:, visemes.PP] = 0
    return np.where(closure > 0.5, visemes.PP, others.argmax(1))


def runs(mask):
    """(first, past last) of each run of true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return list(zip(edges[::2], edges[1::2]))


def closures(true, guessed):
    """(true closures, found ones, guessed ones, false ones)."""
    truth, guess = runs(true), runs(guessed)
    found = sum(guessed[max(0, a - _REACH) : b + _REACH].any() for a, b in truth)
    false = sum(not true[max(0, a - _REACH) : b + _REACH].any() for a, b in guess)
    return np.array([len(truth), found, len(guess), false])


def score(weights, voice):
    """Figures of one voice over all scored sentences."""
    strict = accepted = speech = 0
    lips, openings = np.zeros(4, int), []
    for said in utterances(voice):
        found, true, also, wide = prepared(said)
        # The stream is fed `delay` frames more so that the last frames get their answers too.
        fed = np.concatenate([found, np.repeat(found[-1:], weights.delay, 0)])
        odds, opening, closure = (part[weights.delay :] for part in weights.answers(fed))
        guess, spoken = shown(odds, closure), true != visemes.SIL
        speech += spoken.sum()
        strict += (guess == true)[spoken].sum()
        accepted += ((also >> guess) & 1)[spoken].sum()
        lips += closures(true == visemes.PP, guess == visemes.PP)
        openings.append(np.stack([wide, odds @ visemes.OPENING, opening])[:, spoken])
    _, mixed_r, head_r = np.corrcoef(np.concatenate(openings, 1))[0]
    truth, hit, guessed, false = lips
    recall, precision = hit / truth, 1 - false / max(guessed, 1)
    return {"strict15": strict / speech, "accept15": accepted / speech, "open_r": mixed_r, "open_head_r": head_r,
            "closure_f1": 2 * recall * precision / max(recall + precision, 1e-9), "closure_recall": recall,
            "false_closures_per_s": false / (speech * features.HOP / RATE)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weights", type=Path, default=OUT / "lipnet.bin")
    parser.add_argument("--voices", default="flite-slt,festival-slt-hts,flite-rms,flite-awb,espeak-en-us")
    options = parser.parse_args()
    weights = Weights(options.weights)
    print(f"{options.weights}, look-ahead {10 * (weights.delay + 1)} ms, {len(TEXTS)} sentences")
    for voice in options.voices.split(","):
        print(f"{voice:18}" + "  ".join(f"{name} {value:.3f}" for name, value in score(weights, voice).items()), flush=True)


if __name__ == "__main__":
    main()
