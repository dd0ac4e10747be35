"""Makes the training set from out/lipsync/speech: varies the sound, and keeps features and labels in out/lipsync/features, one file for each source.

    python3 tools/lipsync/corpus.py [SOURCE...] [--seed 1]

A source that is there already is left alone; with names, only these are made, anew.
"""

import argparse
import time

import numpy as np

import augment
import features
import visemes
from sound import RATE
from speech import OUT, load

# Breath, hum, hiss and chords.
NOISE = "noise"
# Which part of training a source is heard in, whatever its length, and how many varied copies of each of its clips are kept beside the clean one.
SOURCES = {
    "asterisk-allison": (0.24, 6), "asterisk-french": (0.07, 3), "asterisk-italian": (0.06, 3), "asterisk-russian": (0.07, 3), "asterisk-spanish": (0.05, 3),
    "flite-rms": (0.09, 3), "flite-awb": (0.09, 3), "flite-kal16": (0.03, 2), "flite-kal": (0.01, 2), "high-rms": (0.06, 1), "high-awb": (0.06, 1),
    "festival-italian-lp": (0.02, 2), "festival-italian-pc": (0.01, 2), "festival-czech-dita": (0.02, 2), "festival-czech-krb": (0.02, 2), "festival-finnish-lj": (0.02, 2),
    "festival-catalan-ona": (0.02, 2), "espeak": (0.09, 1),
    NOISE: (0.04, 0),
}
_NOISES = 500
NAMES = ("features", "visemes", "accepted", "openings", "speeds")
# Allison's last announcements choose between networks: they are not trained on.
KEPT = {"asterisk-allison": 60}


def padded(rng, samples):
    """A sound with 0.1 to 0.5 s of silence on both sides, and the seconds put before it."""
    before, after = rng.uniform(0.1, 0.5, 2)
    return np.pad(samples, (int(before * RATE), int(after * RATE))), int(before * RATE) / RATE


def labelled(samples, phones, offset=0.0, factor=1.0):
    """Features, visemes, accepted visemes, openings and speed of a sound whose phones begin `offset` seconds late and pass `factor` times as fast."""
    moved = [(phone, (start + offset) / factor, (end + offset) / factor) for phone, start, end in phones]
    found = features.log_mel(samples)
    return found.astype(np.float16), *visemes.labels(moved, len(found)), np.full(len(found), factor, np.float16)


def clips(source, copies, rng):
    """What `labelled` gives for every clip of a source and its copies."""
    babble, all_of = None, list(load(source))
    for _, samples, phones in all_of[: len(all_of) - KEPT.get(source, 0)]:
        samples, offset = padded(rng, samples / (np.abs(samples).max() + 1e-9) * 0.5)
        yield labelled(samples + rng.standard_normal(len(samples)) * 10 ** (-rng.uniform(66, 90) / 20), phones, offset)
        for _ in range(copies):
            copy, factor = augment.varied(rng, samples, babble)
            yield labelled(copy, phones, offset, factor)
        babble = samples


def quiet(rng):
    sound = augment.not_speech(rng, rng.uniform(1, 5))
    return sound + rng.standard_normal(len(sound)) * 10 ** (-rng.uniform(60, 90) / 20)


def make(source, seed):
    """Keeps the features and labels of a source."""
    rng = np.random.default_rng([seed, *source.encode()])
    if source == NOISE:
        made = [labelled(quiet(rng), []) for _ in range(_NOISES)]
    else:
        made = list(clips(source, SOURCES[source][1], rng))
    made = [made[i] for i in rng.permutation(len(made))]
    (OUT / "features").mkdir(parents=True, exist_ok=True)
    np.savez(OUT / "features" / f"{source}.npz", **dict(zip(NAMES, (np.concatenate(part) for part in zip(*made)))))
    return sum(len(one[1]) for one in made)


def read():
    """The stored features and labels of all sources, one after the other, by name, and how many frames each has."""
    stored = [dict(np.load(OUT / "features" / f"{source}.npz")) for source in SOURCES]
    return {name: np.concatenate([one[name] for one in stored]) for name in NAMES}, np.array([len(one["visemes"]) for one in stored])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help=", ".join(SOURCES))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for source in options.sources or SOURCES:
        if options.sources or not (OUT / "features" / f"{source}.npz").exists():
            began = time.time()
            frames = make(source, options.seed)
            print(f"{source}: {frames / 360000:.2f} h, {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
