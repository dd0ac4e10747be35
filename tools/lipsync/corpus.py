"""Makes the training set: has every voice speak, varies the sound, and keeps features and labels in out/lipsync/corpus.npz.

    python3 tools/lipsync/corpus.py [--scale 1.0] [--seed 1]

Nothing is downloaded. Synthesis itself is not repeatable to the sample (clustergen voices draw their excitation),
so another run gives another corpus of the same make.
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np

import augment
import features
import visemes
from score_set import TEXTS
from sentences import sentences
from sound import RATE, at_rate
from voices import HELD_OUT, espeak, festival, flite

OUT = Path(__file__).resolve().parents[2] / "out" / "lipsync"

# Sentences of each source at scale 1, and how many varied copies of each are kept beside the clean one.
FLITE, ESPEAK = 1200, 1100
FESTIVAL = {"ked": 300, "italian-lp": 260, "italian-pc": 120, "czech-dita": 260, "czech-krb": 260, "finnish-lj": 260, "catalan-ona": 260}
COPIES = {"flite": 4, "espeak": 1, "festival": 2}
NOISES = 150


def utterances(scale, seed):
    """Everything that is said, voice by voice. Recordings of people would be one more source here: anything that yields Utterance."""
    rng = random.Random(seed)
    for voice, share in flite.TRAINED.items():
        for text in sentences(int(FLITE * share * scale), f"{voice} {seed}", without=TEXTS):
            yield flite.speak(voice, text, stretch=rng.uniform(0.8, 1.25))
    for voice, count in FESTIVAL.items():
        count = int(count * scale)
        foreign = festival.VOICES[voice][2] is not None
        texts = festival.made_up(voice, count, seed) if foreign else sentences(count, f"{voice} {seed}", without=TEXTS)
        yield from festival.speak_all(voice, texts, [rng.uniform(0.8, 1.3) for _ in texts])
    synthesiser = espeak.Espeak()
    for i, text in enumerate(sentences(int(ESPEAK * scale), f"espeak {seed}", without=TEXTS)):
        variant = espeak.VARIANTS[i % len(espeak.VARIANTS)]
        voice = f"{rng.choice(espeak.DIALECTS)}+{variant}"
        yield synthesiser.speak(voice, text, rng.randint(130, 210), rng.randint(20, 90), rng.randint(20, 80))


def padded(rng, samples):
    """A sound with 0.1 to 0.5 s of silence on both sides, and the seconds put before it."""
    before, after = rng.uniform(0.1, 0.5, 2)
    return np.pad(samples, (int(before * RATE), int(after * RATE))), int(before * RATE) / RATE


def labelled(samples, phones, offset=0.0, factor=1.0):
    """Features, visemes, accepted visemes and openings of a sound whose phones begin `offset` seconds late and pass `factor` times as fast."""
    moved = [(phone, (start + offset) / factor, (end + offset) / factor) for phone, start, end in phones]
    found = features.log_mel(samples)
    return found.astype(np.float16), *visemes.labels(moved, len(found))


def clips(scale, seed):
    """(features, visemes, accepted, openings) of every sound and its copies."""
    rng = np.random.default_rng(seed)
    babble = None
    for said in utterances(scale, seed):
        if HELD_OUT in said.voice:
            raise ValueError(f"{said.voice} is held out for scoring and must not be trained on")
        samples, offset = padded(rng, at_rate(said.samples, said.rate))
        samples = samples / (np.abs(samples).max() + 1e-9) * 0.5
        yield labelled(samples + rng.standard_normal(len(samples)) * 10 ** (-rng.uniform(66, 90) / 20), said.phones, offset)
        for _ in range(COPIES[said.voice.split("-")[0]]):
            copy, factor = augment.varied(rng, samples, babble)
            yield labelled(copy, said.phones, offset, factor)
        babble = samples
    for _ in range(int(NOISES * scale)):
        yield labelled(augment.not_speech(rng, rng.uniform(1, 4)), [])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scale", type=float, default=1.0, help="size of the corpus; 1 is the one of the model card")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began, made = time.time(), []
    for clip in clips(options.scale, options.seed):
        made.append(clip)
        if len(made) % 1000 == 0:
            print(f"{len(made)} clips, {sum(len(c[1]) for c in made) / 360000:.1f} h, {time.time() - began:.0f} s", flush=True)
    random.Random(options.seed).shuffle(made)
    OUT.mkdir(parents=True, exist_ok=True)
    joined = [np.concatenate(part) for part in zip(*made)]
    np.savez(OUT / "corpus.npz", features=joined[0], visemes=joined[1], accepted=joined[2], openings=joined[3])
    shares = np.bincount(joined[1], minlength=visemes.COUNT) / len(joined[1])
    print(f"{len(made)} clips, {len(joined[1]) / 360000:.2f} h in {time.time() - began:.0f} s")
    print(" ".join(f"{name} {share:.1%}" for name, share in zip(visemes.NAMES, shares)))


if __name__ == "__main__":
    main()
