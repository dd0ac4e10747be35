"""Has every voice speak, and keeps what it said in out/lipsync/speech, one file for each source: sound at 16 kHz and phones with their times.

    python3 tools/lipsync/speech.py [SOURCE...] [--scale 1.0] [--seed 1]

A source that is there already is left alone; with names, only these are made, anew. Nothing is downloaded. Synthesis is not
repeatable to the sample (clustergen voices draw their excitation), so another run gives other sound of the same make.
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np

from sentences import sentences
from sound import RATE, as_int16, at_rate, raised
from voices import HELD_OUT, Utterance, asterisk, espeak, festival, flite

OUT = Path(__file__).resolve().parents[2] / "out" / "lipsync"

# Sentences of each voice at scale 1.
FLITE = {"rms": 430, "awb": 430, "kal16": 240, "kal": 90}
FESTIVAL = {"italian-lp": 300, "italian-pc": 120, "czech-dita": 300, "czech-krb": 260, "czech-machac": 120, "finnish-lj": 300, "finnish-mv": 120, "catalan-ona": 300, "ked": 60}
ESPEAK, ESPEAK_ASIDE = 1100, 60


def _flite(voice, scale, seed):
    rng = random.Random(f"{voice} {seed}")
    for text in sentences(int(FLITE[voice] * scale), f"{voice} {seed}"):
        yield flite.speak(voice, text, stretch=rng.uniform(0.8, 1.25))


def _high(voice, scale, seed):
    """A man's voice at the pitch of women and children, his throat as it was: said slowly or quickly, as a copy may be sped up."""
    rng = random.Random(f"high {voice} {seed}")
    for text in sentences(int(FLITE[voice] * scale * 0.7), f"high {voice} {seed}"):
        said = flite.speak(voice, text, stretch=rng.uniform(0.85, 1.3))
        yield Utterance(f"high-{voice}", text, said.rate, raised(said.samples, said.rate, rng.uniform(4, 13)), said.phones)


def _festival(voice, scale, seed):
    rng = random.Random(f"{voice} {seed}")
    count = int(FESTIVAL[voice] * scale)
    texts = sentences(count, f"{voice} {seed}") if festival.VOICES[voice][2] is None else festival.made_up(voice, count, seed)
    yield from festival.speak_all(voice, texts, [rng.uniform(0.8, 1.3) for _ in texts])


def _espeak(variants, dialects, count, seed):
    rng, synthesiser = random.Random(f"espeak {seed}"), espeak.Espeak()
    for i, text in enumerate(sentences(count, f"espeak {seed} {variants[0]}")):
        yield synthesiser.speak(f"{rng.choice(dialects)}+{variants[i % len(variants)]}", text, rng.randint(130, 210), rng.randint(20, 90), rng.randint(20, 80))


SOURCES = {
    "asterisk-allison": lambda scale, seed: asterisk.english(),
    **{f"asterisk-{name}": lambda scale, seed, name=name: asterisk.foreign(name) for name in asterisk.FOREIGN},
    **{f"flite-{voice}": lambda scale, seed, voice=voice: _flite(voice, scale, seed) for voice in FLITE},
    **{f"high-{voice}": lambda scale, seed, voice=voice: _high(voice, scale, seed) for voice in ("rms", "awb")},
    **{f"festival-{voice}": lambda scale, seed, voice=voice: _festival(voice, scale, seed) for voice in FESTIVAL},
    "espeak": lambda scale, seed: _espeak(espeak.VARIANTS, espeak.DIALECTS, int(ESPEAK * scale), seed),
    "espeak-aside": lambda scale, seed: _espeak(espeak.ASIDE, ["en", "en-gb-scotland"], int(ESPEAK_ASIDE * scale), seed),
}


def make(source, scale, seed):
    """Has a source speak and keeps it."""
    said = []
    for one in SOURCES[source](scale, seed):
        if HELD_OUT in one.voice:
            raise ValueError(f"{one.voice} is held out for scoring and must not be trained on")
        samples = at_rate(one.samples, one.rate)
        said.append((one, as_int16(samples / (np.abs(samples).max() + 1e-9) * 0.9)))
    lengths = np.array([len(samples) for _, samples in said])
    phones = json.dumps([[one.text, one.phones] for one, _ in said], ensure_ascii=False)
    (OUT / "speech").mkdir(parents=True, exist_ok=True)
    np.savez(OUT / "speech" / f"{source}.npz", samples=np.concatenate([samples for _, samples in said]), lengths=lengths, phones=np.array(phones))
    return len(said), lengths.sum() / RATE


def load(source):
    """(text, samples in -1..1 at 16 kHz, phones) of everything that a source said."""
    with np.load(OUT / "speech" / f"{source}.npz") as stored:
        samples, lengths, phones = stored["samples"], stored["lengths"], json.loads(str(stored["phones"]))
    for end, length, (text, timed) in zip(np.cumsum(lengths), lengths, phones):
        yield text, samples[end - length : end].astype(np.float32) / 32768, timed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help=", ".join(SOURCES))
    parser.add_argument("--scale", type=float, default=1.0, help="size of the corpus; 1 is the one of the model card")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for source in options.sources or SOURCES:
        if options.sources or not (OUT / "speech" / f"{source}.npz").exists():
            began = time.time()
            count, seconds = make(source, options.scale, options.seed)
            print(f"{source}: {count} utterances, {seconds / 60:.1f} min, made in {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
