"""flite's voices through its command: sound as a WAV file, phones with their ends on standard output."""

import subprocess
import tempfile
from pathlib import Path

from sound import read_wav
from voices import Utterance
from voices.arpabet import IPA


def speak(voice, text, stretch=1.0):
    """Has a voice say a text, `stretch` times as long as it would of its own."""
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "said.wav"
        command = ["flite", "-voice", voice, "--setf", f"duration_stretch={stretch}", "-psdur", "-t", text, "-o", str(wav)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        rate, samples = read_wav(wav)
    phones, start = [], 0.0
    for entry in said.split():
        name, end = entry.rsplit(":", 1)
        phones.append((IPA[name], start, float(end)))
        start = float(end)
    return Utterance(f"flite-{voice}", text, rate, samples, phones)
