"""Writes vectors/lipsync/small.json: a small network of random weights, a sound, and what the network answers. It holds every program that runs such networks to this one.

    python3 tools/lipsync/vectors.py
"""

import base64
import json
from pathlib import Path

import numpy as np

import features
from export import golden_sound
from lipnet_file import Weights, layout, write

_TO = Path(__file__).resolve().parents[2] / "vectors" / "lipsync" / "small.json"
_HIDDEN, _CONTEXT, _DELAY = 12, 3, 4


def tensors():
    """Random weights, so large that every gate and head moves over the sound."""
    rng = np.random.default_rng(11)
    out = {name: rng.normal(0, 1 / np.sqrt(shape[-1]) if len(shape) > 1 else 0.3, shape) for name, shape in layout(_HIDDEN, _CONTEXT)}
    found = features.log_mel(golden_sound().astype(np.float32) / 32768)
    return {**out, "mean": found.mean(0), "deviation": found.std(0) + 0.1}


def digits(values):
    return [float(f"{value:.7g}") for value in values]


def main():
    file = _TO.with_suffix(".bin")
    write(file, tensors(), _HIDDEN, _CONTEXT, _DELAY)
    weights = Weights(file)
    sound = golden_sound()
    found = features.log_mel(sound.astype(np.float32) / 32768)
    probabilities, opening, closure = weights.answers(found)
    frames = [{"logMel": digits(found[i]), "visemes": digits(probabilities[i]), "opening": digits([opening[i]])[0], "closure": digits([closure[i]])[0]}
              for i in range(len(found) - 1)]
    whole = {"delay": _DELAY, "weights": base64.b64encode(file.read_bytes()).decode(), "samples": base64.b64encode(sound.astype("<i2").tobytes()).decode(), "frames": frames}
    file.unlink()
    _TO.write_text(json.dumps(whole, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{_TO}: {_TO.stat().st_size} bytes, {len(frames)} frames; openings {opening.min():.2f} to {opening.max():.2f}")


if __name__ == "__main__":
    main()
