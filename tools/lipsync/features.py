"""Log-mel features, defined to be repeated bit-close in C# and TypeScript; README.md states them in words."""

import numpy as np

RATE, WINDOW, HOP, SIZE, BANDS = 16000, 320, 160, 512, 40
LOW, HIGH, FLOOR = 60.0, 7600.0, 1e-6
# Frame i is centred on sample HOP * i + HOP / 2, so it begins this many samples before HOP * i.
LEAD = (WINDOW - HOP) // 2


def hann():
    """The window, symmetric about its middle and nowhere zero."""
    return 0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(WINDOW) + 0.5) / WINDOW)


def mel(hertz):
    return 2595 * np.log10(1 + np.asarray(hertz, float) / 700)


def hertz(mels):
    return 700 * (10 ** (np.asarray(mels, float) / 2595) - 1)


def centres():
    """Middle of each band in hertz."""
    return hertz(np.linspace(mel(LOW), mel(HIGH), BANDS + 2))[1:-1]


def triangles():
    """Weights [bin, band]: triangles of height 1 over hertz, their corners evenly spaced in mel and not rounded to bins."""
    corners = hertz(np.linspace(mel(LOW), mel(HIGH), BANDS + 2))
    bins = np.arange(SIZE // 2 + 1)[:, None] * (RATE / SIZE)
    left, middle, right = corners[:-2], corners[1:-1], corners[2:]
    return np.clip(np.minimum((bins - left) / (middle - left), (right - bins) / (right - middle)), 0, None)


def frames_of(samples):
    """How many frames a sound has: one for every whole hop."""
    return len(samples) // HOP


def log_mel(samples):
    """[frames, bands] of samples in -1..1 at 16 kHz; silence is taken to stand before the sound and after it."""
    count = frames_of(samples)
    padded = np.concatenate([np.zeros(LEAD), np.asarray(samples, np.float64), np.zeros(WINDOW)])
    at = np.arange(count)[:, None] * HOP + np.arange(WINDOW)
    power = np.abs(np.fft.rfft(padded[at] * hann(), SIZE)) ** 2
    return np.log(np.maximum(power @ triangles(), FLOOR)).astype(np.float32)
