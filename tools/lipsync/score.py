"""Scores weights on voices that they were not trained on, at the declared delay and without any other alignment, with figures as the benchmark in C# counts them.

    python3 tools/lipsync/score.py [--weights FILE] [--aside] [--stay 0.15] [--touching 0.4]

The voices kept for choosing are Allison's last announcements and two men of festival; --aside takes those that decide at the end.
"""

import argparse
from pathlib import Path

import numpy as np

import features
import visemes
from corpus import KEPT
from filter import STAY, TOUCHING, filtered
from lipnet_file import Weights
from sound import RATE
from speech import load
from voices.asterisk import SHIPPED

_REACH = 4
_CHOOSING = {"asterisk-allison": slice(-KEPT["asterisk-allison"], None), "festival-czech-machac": slice(60), "festival-finnish-mv": slice(60)}
_ASIDE = {"festival-ked": slice(60), "espeak-aside": slice(60)}


def prepared(samples, phones):
    """Features of a sound with 200 ms of pads, a peak of 0.5 and noise at -72 dB, and what visemes.labels gives."""
    rng = np.random.default_rng(len(samples))
    samples = np.pad(samples, int(0.2 * RATE))
    samples = samples / np.abs(samples).max() * 0.5 + rng.standard_normal(len(samples)) * 10 ** (-72 / 20)
    found = features.log_mel(samples)
    return found, *visemes.labels([(phone, start + 0.2, end + 0.2) for phone, start, end in phones], len(found))


def runs(mask):
    """(first, past last) of each run of true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return list(zip(edges[::2], edges[1::2]))


def closures(true, guessed):
    """(true closures, found ones, guessed ones, those that belong to a true one)."""
    truth, guess = runs(true), runs(guessed)

    def near(one, others):
        return any(one[0] < other[1] + _REACH and other[0] < one[1] + _REACH for other in others)

    return np.array([len(truth), sum(near(run, guess) for run in truth), len(guess), sum(near(run, truth) for run in guess)])


def score(weights, source, which, stay, touching):
    """Figures of one source."""
    strict = accepted = speech = changes = changes_shown = 0
    lips, openings = np.zeros(4, int), []
    for _, samples, phones in list(load(source))[which]:
        found, true, also, wide = prepared(samples, phones)
        # The stream is fed `delay` frames more so that the last frames get their answers too.
        fed = np.concatenate([found, np.repeat(found[-1:], weights.delay, 0)])
        odds, opening, closure = (part[weights.delay :] for part in weights.answers(fed))
        guess, spoken = filtered(odds, closure, stay, touching).argmax(1), true != visemes.SIL
        speech += spoken.sum()
        strict += (guess == true)[spoken].sum()
        accepted += ((also >> guess) & 1)[spoken].sum()
        lips += closures(true == visemes.PP, guess == visemes.PP)
        both = spoken[1:] & spoken[:-1]
        changes += (true[1:] != true[:-1])[both].sum()
        changes_shown += (guess[1:] != guess[:-1])[both].sum()
        openings.append(np.stack([wide.astype(float), odds @ visemes.OPENING, opening, (odds @ visemes.OPENING + opening) / 2])[:, spoken])
    _, odds_r, head_r, both_r = np.corrcoef(np.concatenate(openings, 1))[0]
    truth, hit, guessed, matched = lips
    recall, precision = hit / truth, matched / max(guessed, 1)
    return {"strict15": strict / speech, "accept15": accepted / speech, "open_r": both_r, "of_head": head_r, "of_odds": odds_r,
            "closure_f1": 2 * recall * precision / max(recall + precision, 1e-9), "closure_recall": recall,
            "false_closures_per_s": (guessed - matched) / (speech * features.HOP / RATE), "transitions": changes_shown / changes}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weights", type=Path, default=SHIPPED)
    parser.add_argument("--aside", action="store_true")
    parser.add_argument("--stay", type=float, default=STAY)
    parser.add_argument("--touching", type=float, default=TOUCHING)
    options = parser.parse_args()
    weights = Weights(options.weights)
    print(f"{options.weights}, look-ahead {10 * (weights.delay + 1)} ms")
    for source, which in (_ASIDE if options.aside else _CHOOSING).items():
        figures = score(weights, source, which, options.stay, options.touching)
        print(f"{source:22}" + "  ".join(f"{name} {value:.3f}" for name, value in figures.items()), flush=True)


if __name__ == "__main__":
    main()
