"""Writes out/lipsync/net-SEED.pt as a file of weights, checks it against torch, and writes golden vectors for the other languages.

    python3 tools/lipsync/export.py --seed 1 [--half] [--to out/lipsync/lipnet.bin] [--golden out/lipsync/golden.json]
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

import features
from speech import OUT
from lipnet_file import Weights, write
from model import CONTEXT, DELAY, LipNet
from sound import RATE, as_int16

_GOLDEN_SECONDS, _KEPT = 0.6, (0, 1, 2, 10, 20, 30, 40, 50, 58, 59)


def tensors_of(net):
    """The tensors of a trained network under the names and in the shapes of the file."""
    state = {name: tensor.numpy() for name, tensor in net.state_dict().items()}
    out = {"mean": state["mean"], "deviation": state["deviation"], "front": state["front.weight"].transpose(0, 2, 1), "front_bias": state["front.bias"],
           "heads": state["heads.weight"], "heads_bias": state["heads.bias"]}
    for name in ("first", "second"):
        for part, torch_name in (("input", "weight_ih_l0"), ("state", "weight_hh_l0"), ("input_bias", "bias_ih_l0"), ("state_bias", "bias_hh_l0")):
            out[f"{name}_{part}"] = state[f"{name}.{torch_name}"]
    return out


def load(seed):
    """A trained network, ready to answer."""
    state = torch.load(OUT / f"net-{seed}.pt")
    net = LipNet(len(state["front.bias"]))
    net.load_state_dict(state)
    return net.eval()


def golden_sound():
    """A sound of our own with vowels, hiss, closures and silence: buzz through three resonances that move. int16 at 16 kHz."""
    rng = np.random.default_rng(7)
    t = np.arange(int(_GOLDEN_SECONDS * RATE)) / RATE
    pitch = 120 + 30 * np.sin(2 * np.pi * 3 * t)
    buzz = np.cumsum(pitch) / RATE % 1 - 0.5
    formants = [(500 + 250 * np.sin(9 * t), 0.9), (1500 + 600 * np.cos(7 * t), 0.5), (2600 + 100 * t, 0.3)]
    voice = sum(gain * buzz * np.cos(2 * np.pi * np.cumsum(f) / RATE) for f, gain in formants)
    hiss = rng.standard_normal(len(t)) * ((t > 0.22) & (t < 0.30)) * 0.2
    loud = np.interp(t, [0, 0.05, 0.08, 0.2, 0.22, 0.3, 0.36, 0.38, 0.52, 0.55, 0.6], [0, 0, 1, 1, 0.1, 0.1, 0, 1, 0.7, 0, 0])
    return as_int16(0.3 * (voice * loud + hiss))


def golden(weights):
    """Features and answers of some frames of the golden sound, rounded to 6 digits."""
    sound = golden_sound()
    found = features.log_mel(sound.astype(np.float32) / 32768)
    probabilities, opening, closure = weights.answers(found)

    def digits(values):
        return [float(f"{value:.6g}") for value in values]

    rows = [{"frame": i, "logMel": digits(found[i]), "visemes": digits(probabilities[i]), "opening": digits([opening[i]])[0],
             "closure": digits([closure[i]])[0]} for i in _KEPT]
    return {"rate": RATE, "hop": features.HOP, "delay": weights.delay, "samples": sound.tolist(), "frames": rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", action="store_true", help="store float16 in place of float32")
    parser.add_argument("--to", type=Path, default=OUT / "lipnet.bin")
    parser.add_argument("--golden", type=Path, default=OUT / "golden.json")
    options = parser.parse_args()
    net = load(options.seed)
    write(options.to, tensors_of(net), net.first.hidden_size, CONTEXT, DELAY, dtype=int(options.half))
    weights = Weights(options.to)
    found = features.log_mel(golden_sound().astype(np.float32) / 32768)
    with torch.no_grad():
        difference = np.abs(net(torch.from_numpy(found)[None])[0].numpy() - weights.logits(found)).max()
    allowed = 0.1 if options.half else 1e-3
    if difference > allowed:
        raise SystemExit(f"the file's logits differ from torch's by {difference:.2g}; at most {allowed} is allowed")
    options.golden.write_text(json.dumps(golden(weights), separators=(",", ":")) + "\n", encoding="utf-8")
    size, golden_size = options.to.stat().st_size, options.golden.stat().st_size
    print(f"{options.to}: {size} bytes, logits within {difference:.1g} of torch's; {options.golden}: {golden_size} bytes")


if __name__ == "__main__":
    main()
