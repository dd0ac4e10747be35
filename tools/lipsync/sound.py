"""WAV files in, 16 kHz samples out."""

import subprocess
import tempfile
import wave
from math import gcd
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

RATE = 16000


def read_wav(path):
    """Rate and samples (-1..1) of a mono 16-bit file."""
    with wave.open(str(path)) as wav:
        if (wav.getnchannels(), wav.getsampwidth()) != (1, 2):
            raise ValueError(f"{path}: {wav.getnchannels()} channels of {8 * wav.getsampwidth()} bits; one channel of 16 bits is needed")
        return wav.getframerate(), np.frombuffer(wav.readframes(wav.getnframes()), "<i2").astype(np.float32) / 32768


def at_rate(samples, source, target=RATE):
    """Samples at another rate, through scipy's polyphase low pass."""
    if source == target:
        return samples.astype(np.float32)
    divisor = gcd(source, target)
    return resample_poly(samples, target // divisor, source // divisor).astype(np.float32)


def as_int16(samples):
    """Samples as a sound card gives them."""
    return np.clip(np.round(samples * 32768), -32768, 32767).astype(np.int16)


def write_wav(path, samples, rate):
    """A mono 16-bit file."""
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(rate)
        wav.writeframes(as_int16(samples).tobytes())


def raised(samples, rate, semitones):
    """The same throat at another pitch, by Rubber Band, which keeps formants and times."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "before.wav", Path(folder) / "after.wav"
        write_wav(before, samples * 0.7, rate)
        subprocess.run(["rubberband", "-q", "-F", "--pitch", f"{semitones:.2f}", str(before), str(after)], check=True, capture_output=True)
        return read_wav(after)[1]
