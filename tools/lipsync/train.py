"""Trains a network on out/lipsync/features with one thread and keeps it in out/lipsync/net-SEED.pt.

    python3 tools/lipsync/train.py [--seed 1] [--steps 3000] [--rate 4e-3] [--start out/lipsync/net-1.pt]

The loss is 0.65 of weighted cross-entropy with the strict viseme, 0.35 of the surprise at not seeing any accepted viseme,
and binary cross-entropy for the opening and for the closure of the lips.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

import features
import visemes
from corpus import NAMES, SOURCES, read
from speech import OUT
from model import DELAY, HIDDEN, LipNet, answers

BATCH, FRAMES = 32, 320
STRICT, ACCEPTED, OPENING, CLOSURE = 0.65, 0.35, 1.0, 0.5
# How much shorter a throat may be made than the speaker's, and the factors of frequency that do it.
THROATS = 0.84, 1.25
WARPS = np.exp(np.linspace(np.log(0.62), np.log(1.5), 45))
# How often a line is narrow.
NARROW = 0.15
# What is kept is a running mean of the weights over about this many steps.
MEAN_OVER = 150
# A frame of closed lips is rarer and dearer than others: it counts this often in the head of closure.
CLOSED_WEIGHT = 2.0


class Corpus:
    """The stored clips as one long row, and random cuts of it: each source is heard as often as its share says."""

    def __init__(self, seed):
        stored, lengths = read()
        self.features, self.visemes, self.accepted, self.openings, self.speeds = (stored[name] for name in NAMES)
        self._ends = np.cumsum(lengths)
        shares = np.array([share for share, _ in SOURCES.values()])
        self._begins, self._shares = self._ends - lengths, shares / shares.sum()
        self._rng = np.random.default_rng(seed)
        self._warps = [torch.from_numpy(warp(factor)) for factor in WARPS]

    def batch(self):
        """Features as other throats, microphones and rooms would have them, with labels that come DELAY frames late."""
        groups = self._rng.choice(len(self._shares), BATCH, p=self._shares)
        starts = np.array([self._rng.integers(self._begins[group] + DELAY, self._ends[group] - FRAMES) for group in groups])
        at = starts[:, None] + np.arange(FRAMES)
        frames = self._varied(torch.from_numpy(self.features[at].astype(np.float32)), self.speeds[starts + FRAMES // 2].astype(np.float32))
        at = at - DELAY
        labels = ((self.visemes, np.int64), (self.accepted, np.int64), (self.openings, np.float32))
        return frames, *(torch.from_numpy(part[at].astype(kind)) for part, kind in labels)

    def _varied(self, frames, speeds):
        rng, bands = self._rng, np.linspace(0, 1, features.BANDS)
        # A sound that was sped up has a shorter throat already: both together stay in the range of people.
        factors = speeds / np.exp(rng.uniform(np.log(THROATS[0]), np.log(THROATS[1]), BATCH))
        nearest = np.abs(np.log(WARPS)[:, None] - np.log(factors)).argmin(0)
        frames = frames @ torch.stack([self._warps[i] for i in nearest])
        curve = np.array([np.interp(bands, np.linspace(0, 1, 5), rng.normal(0, 0.7, 5)) for _ in range(BATCH)]) + rng.uniform(-2.5, 2.5, (BATCH, 1))
        frames = frames + torch.from_numpy(curve.astype(np.float32))[:, None, :]
        # Lines that pass a part of the bands only.
        for cut in np.flatnonzero(rng.random(BATCH) < NARROW):
            frames[cut, :, rng.integers(26, features.BANDS) :] -= 12
            if rng.random() < 0.5:
                frames[cut, :, : rng.integers(1, 6)] -= 8
        # Steady noise of a random colour, in half of the cuts, 10 to 40 dB below the loud frames.
        loud = frames.mean(2).quantile(0.9, dim=1).numpy()
        colour = np.array([np.interp(bands, [0, 0.5, 1], rng.normal(0, 1, 3)) for _ in range(BATCH)])
        level = np.where(rng.random(BATCH) < 0.5, loud - rng.uniform(10, 40, BATCH) * 0.2303, -20.0)
        noise = torch.from_numpy((colour + level[:, None]).astype(np.float32))[:, None, :] + 0.5 * torch.randn(frames.shape)
        return torch.logaddexp(frames, noise).clamp_min(float(np.log(features.FLOOR)))


def warp(factor):
    """[bands, bands] that reads each band from `factor` times its frequency, as of a throat that is shorter or longer by that."""
    where = np.interp(features.centres() * factor, features.centres(), np.arange(features.BANDS))
    low = np.minimum(where.astype(int), features.BANDS - 2)
    matrix = np.zeros((features.BANDS, features.BANDS), np.float32)
    matrix[low, np.arange(features.BANDS)] = 1 - (where - low)
    matrix[low + 1, np.arange(features.BANDS)] += where - low
    return matrix


def loss(logits, strict, accepted, opening, weights):
    logits, strict, accepted, opening = (part[:, DELAY * 2 :].flatten(0, 1) for part in (logits, strict, accepted, opening))
    surprise = functional.log_softmax(logits[:, : visemes.COUNT], -1)
    weight = weights[strict]
    sharp = -(weight * surprise.gather(1, strict[:, None])[:, 0]).sum() / weight.sum()
    allowed = (accepted[:, None] >> torch.arange(visemes.COUNT)) & 1
    broad = -(weight * torch.logsumexp(surprise.masked_fill(allowed == 0, -1e4), -1)).sum() / weight.sum()
    jaw = functional.binary_cross_entropy_with_logits(logits[:, visemes.COUNT], opening)
    closed = (strict == visemes.PP).float()
    lips = functional.binary_cross_entropy_with_logits(logits[:, visemes.COUNT + 1], closed, weight=1 + (CLOSED_WEIGHT - 1) * closed)
    return STRICT * sharp + ACCEPTED * broad + OPENING * jaw + CLOSURE * lips


def train(seed, steps, rate, hidden, start=None):
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    corpus = Corpus(seed)
    net = LipNet(hidden)
    sample = corpus.features[:: max(1, len(corpus.features) // 200000)].astype(np.float32)
    net.mean.copy_(torch.from_numpy(sample.mean(0)))
    net.deviation.copy_(torch.from_numpy(sample.std(0)))
    if start is not None:
        net.load_state_dict(torch.load(start))
    shares = torch.from_numpy(np.bincount(corpus.visemes, minlength=visemes.COUNT) / len(corpus.visemes)).float()
    weights = (1 / shares.clamp_min(0.005)) ** 0.35
    weights /= (weights * shares).sum()
    optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.1)
    kept = {name: tensor.clone() for name, tensor in net.state_dict().items()}
    began, mean, right = time.process_time(), 0.0, 0.0
    for step in range(1, steps + 1):
        frames, strict, accepted, opening = corpus.batch()
        logits = net(frames)
        cost = loss(logits, strict, accepted, opening, weights)
        optimiser.zero_grad()
        cost.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        for name, tensor in net.state_dict().items():
            kept[name] += (tensor - kept[name]) * max(1 / step, 1 / MEAN_OVER)
        mean += cost.item()
        right += (answers(logits)[0].argmax(-1) == strict).float().mean().item()
        if step % 100 == 0:
            print(f"step {step}/{steps}: loss {mean / 100:.3f}, right {right / 100:.1%}, {time.process_time() - began:.0f} s of processor", flush=True)
            mean = right = 0.0
    net.load_state_dict(kept)
    return net.eval()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=3000, help="about 250 of them take a minute of one core with OpenBLAS")
    parser.add_argument("--rate", type=float, default=4e-3, help="of learning, at its peak")
    parser.add_argument("--start", type=Path, help="a trained network to go on from, mean and deviation included")
    parser.add_argument("--hidden", type=int, default=HIDDEN, help="units of each layer")
    options = parser.parse_args()
    net = train(options.seed, options.steps, options.rate, options.hidden, options.start)
    torch.save(net.state_dict(), OUT / f"net-{options.seed}.pt")
    print(f"{sum(p.numel() for p in net.parameters())} weights in {OUT / f'net-{options.seed}.pt'}")


if __name__ == "__main__":
    main()
