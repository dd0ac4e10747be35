"""Recorded people: the announcements of Debian's asterisk-core-sounds, 16 kHz, with their texts.

Allison Smith speaks English, and CMU's aligner finds her phones. The others speak Spanish, French, Italian and Russian.
"""

import gzip
import re
import subprocess
from functools import cache
from pathlib import Path

import numpy as np

import aligner
import g722
import net_aligner
from lipnet_file import Weights
from voices import Utterance, espeak
from voices.arpabet import IPA

OUT = Path(__file__).resolve().parents[3] / "out" / "lipsync"
SHIPPED = OUT.parents[1] / "src" / "Troupe.Conversation" / "Acting" / "Listening" / "LipNet.bin"
_SOUNDS, _TEXTS = Path("/usr/share/asterisk/sounds"), Path("/usr/share/doc")
# Not heard as words: tones, music, and what stands for nothing.
_SKIPPED = ("silence", "beep", "tone")


def announcements(language, folder):
    """(name, text, int16 samples) of each recording of somebody, those without words left out."""
    with gzip.open(_TEXTS / f"asterisk-core-sounds-{language}" / f"core-sounds-{language}.txt.gz", "rt", encoding="utf-8-sig") as lines:
        for line in lines:
            name, colon, text = line.strip().partition(":")
            path = _SOUNDS / folder / f"{name}.g722"
            if colon and not line.startswith(";") and "[" not in text and not name.startswith(_SKIPPED) and path.exists():
                yield name, text.strip(), g722.decode(path.read_bytes())


def english():
    """What Allison says, where the aligner knows every word and finds it."""
    hears = aligner.Aligner()
    for name, text, samples in announcements("en", "en_US_f_Allison"):
        words = re.findall(r"[a-z']+", text.lower().replace("-", " "))
        if not words or not hears.knows(words):
            continue
        samples = np.pad(samples, 3200)
        phones = hears.align(words, samples)
        if phones is not None:
            yield Utterance("asterisk-allison", text, g722.RATE, samples.astype(np.float32) / 32768, _ipa(phones))


def _ipa(aligned):
    """The dictionary of the aligner knows no schwa: flite's lexicon tells it, vowel by vowel."""
    out, reduced = [], {}
    for name, word, number, start, end in aligned:
        name = name.lower()
        if name[0] in "aeiou":
            weak = reduced.setdefault(number, list(_reduced(word)))
            if name == "ah" and (not weak or weak[0]):
                name = "ax"
            del weak[:1]
        out.append((IPA.get(name, ""), start, end))
    return out


@cache
def _reduced(word):
    """Of each vowel of a word, whether flite says a schwa."""
    if word.startswith("<"):
        return ()
    said = subprocess.run(["flite", "-voice", "kal", "-ps", "-t", word, "none"], check=True, capture_output=True, text=True).stdout.split()
    return tuple(phone in ("ax", "ix") for phone in said if phone[0] in "aeiou")


# Speakers of other languages: the package, the folder, and the voice of espeak-ng that knows the letters.
FOREIGN = {
    "spanish": ("es", "es_MX_f_Allison", "es-419"), "french": ("fr", "fr_CA_f_June", "fr"), "italian": ("it", "it_IT_m_Carlo", "it"),
    "russian": ("ru", "ru_RU_f_IvrvoiceRU", "ru"),
}
# Below this the text is taken for another than what is said.
_LEAST_SCORE = 0.3


def foreign(name):
    """What a speaker of another language says: espeak-ng knows the phones, and a network that is trained already finds them."""
    language, folder, voice = FOREIGN[name]
    weights = Weights(OUT / "lipnet.bin" if (OUT / "lipnet.bin").exists() else SHIPPED)
    reader = espeak.Espeak()
    for _, text, samples in announcements(language, folder):
        words = reader.phones(voice, re.sub(r"\s+", " ", text))
        samples = np.pad(samples, 3200).astype(np.float32) / 32768
        samples /= np.abs(samples).max() + 1e-9
        found = net_aligner.align(weights, words, samples) if words else None
        if found is not None and found[1] > _LEAST_SCORE:
            yield Utterance(f"asterisk-{name}", text, g722.RATE, samples, found[0])
