"""Other rooms, microphones, throats and lines from one clean sound. Everything is drawn from the generator that is passed in."""

import numpy as np
from scipy.signal import butter, fftconvolve, sosfilt

from sound import RATE, at_rate


def coloured(rng, count, slope):
    """Noise of unit power whose spectrum amplitude falls as frequency to the power of `-slope`: 0 white, 0.5 pink, 1 brown."""
    size = 1 << (count - 1).bit_length()
    spectrum = np.fft.rfft(rng.standard_normal(size))
    spectrum /= np.maximum(np.arange(len(spectrum)), 8.0) ** slope
    noise = np.fft.irfft(spectrum, size)[:count]
    return noise / (noise.std() + 1e-12)


def stretched(samples, factor):
    """Speeds a sound up by `factor`: throat, pitch and time together."""
    return at_rate(samples, int(round(1000 * factor)), 1000)


def in_room(rng, samples):
    """A room of 0.15 to 0.5 s of reverberation, the voice 3 to 15 dB above it."""
    decay = rng.uniform(0.15, 0.5)
    tail = rng.standard_normal(int(decay * RATE)) * np.exp(-6.9 * np.arange(int(decay * RATE)) / (decay * RATE))
    tail[: int(rng.uniform(0.002, 0.012) * RATE)] = 0
    tail *= 10 ** (-rng.uniform(3, 15) / 20) / np.sqrt(np.sum(tail**2))
    tail[0] = 1
    return fftconvolve(samples, tail)[: len(samples)]


def through_equaliser(rng, samples):
    """A smooth random curve within +-8 dB, as of a microphone."""
    curve = np.interp(np.linspace(0, 1, 257), np.linspace(0, 1, 6) ** 1.7, rng.uniform(-8, 8, 6))
    kernel = np.fft.irfft(10 ** (curve / 20))
    kernel = np.roll(kernel, 64)[:128] * np.hanning(128)
    return fftconvolve(samples, kernel)[64 : 64 + len(samples)]


def by_telephone(samples):
    """300 to 3400 Hz at 8 kHz in 8 bits of mu-law (ITU-T G.711's curve, not its segments)."""
    narrow = sosfilt(butter(4, [300, 3400], "bandpass", fs=RATE, output="sos"), samples)
    narrow = at_rate(narrow, RATE, 8000)
    peak = np.abs(narrow).max() + 1e-9
    pressed = np.sign(narrow) * np.log1p(255 * np.abs(narrow) / peak) / np.log(256)
    pressed = np.round(pressed * 127) / 127
    opened = np.sign(pressed) * np.expm1(np.abs(pressed) * np.log(256)) / 255 * peak
    return at_rate(opened, 8000, RATE)


def varied(rng, samples, babble=None):
    """A sound as another microphone would hear it, and the factor by which it was sped up; its peak is -26 to -1 dB of full scale."""
    factor = float(np.exp(rng.uniform(np.log(0.8), np.log(1.25)))) if rng.random() < 0.7 else 1.0
    factor = round(factor, 3)
    if factor != 1:
        samples = stretched(samples, factor)
    if rng.random() < 0.5:
        samples = through_equaliser(rng, samples)
    if rng.random() < 0.35:
        samples = in_room(rng, samples)
    loudness = np.sqrt(np.mean(samples[np.abs(samples) > 0.02 * np.abs(samples).max()] ** 2)) + 1e-9
    ratio = rng.uniform(12, 45)
    if babble is not None and rng.random() < 0.2:
        other = np.resize(babble, len(samples))
        noise, ratio = other / (other.std() + 1e-9), max(ratio, 18)
    else:
        noise = coloured(rng, len(samples), rng.choice([0, 0.5, 1]))
    samples = samples + noise * loudness * 10 ** (-ratio / 20)
    kind = rng.random()
    if kind < 0.12:
        samples = by_telephone(samples)
    elif kind < 0.3:
        samples = sosfilt(butter(6, rng.uniform(3600, 7000), fs=RATE, output="sos"), samples)
    return (samples / (np.abs(samples).max() + 1e-9) * 10 ** (-rng.uniform(1, 26) / 20)).astype(np.float32), factor


def not_speech(rng, seconds):
    """Noise, breath, hum, a chord that swells or a tune: sounds that no mouth should move to."""
    count = int(seconds * RATE)
    t = np.arange(count) / RATE
    swell = np.interp(t, np.linspace(0, seconds, 8), rng.uniform(0, 1, 8))
    kind = rng.integers(5)
    if kind == 0:
        sound = coloured(rng, count, rng.uniform(0, 1.2)) * (swell if rng.random() < 0.5 else 1)
    elif kind == 1:
        # Air that goes in and out, through a throat that hardly shapes it.
        sound = coloured(rng, count, rng.uniform(0, 0.6)) * np.sin(np.pi * t / rng.uniform(0.3, 1.8)) ** 2
        low = rng.uniform(200, 1500)
        sound = sosfilt(butter(1, [low, min(low * rng.uniform(2, 8), 7500)], "bandpass", fs=RATE, output="sos"), sound)
    elif kind == 2:
        mains = rng.choice([50, 60, 100, 120]) * rng.uniform(0.99, 1.01)
        sound = sum(np.sin(2 * np.pi * mains * n * t + rng.uniform(0, 6)) * rng.uniform(0, 1) / n for n in range(1, int(rng.integers(3, 30))))
        sound = sound + coloured(rng, count, 0.5) * sound.std() * 10 ** (-rng.uniform(5, 40) / 20)
    else:
        # A chord that is held, or that changes every quarter to whole second.
        step = np.floor(t / (seconds if kind == 3 else rng.uniform(0.15, 1))).astype(int)
        turns = 2 ** (rng.integers(-7, 8, step.max() + 1)[step] / 12)
        roots = rng.uniform(80, 500) * 2 ** (rng.choice([0, 3, 4, 5, 7, 9, 12], 3) / 12)
        partials = int(rng.integers(2, 12))
        sound = sum(np.sin(2 * np.pi * np.cumsum(root * n * turns) / RATE + rng.uniform(0, 6)) / n ** rng.uniform(0.7, 1.5) for root in roots for n in range(1, partials) if root * n < 5000)
        sound = sound * swell
    return (sound / (np.abs(sound).max() + 1e-9) * 10 ** (-rng.uniform(1, 50) / 20)).astype(np.float32)
