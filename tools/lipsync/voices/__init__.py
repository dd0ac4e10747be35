"""Debian's voices as sources of sound with exact phone times."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Utterance:
    """What a voice said: its own rate in hertz, samples in -1..1, and phones in IPA ("" is silence) with seconds of start and end."""

    voice: str
    text: str
    rate: int
    samples: np.ndarray
    phones: list


# Scored but never trained on, neither in flite nor in festival's HTS: one speaker, one recording.
HELD_OUT = "slt"
