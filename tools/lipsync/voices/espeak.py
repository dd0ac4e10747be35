"""espeak-ng through its library: sound and phone events in one pass, with late stops put right.

espeak-ng books the silence of a voiceless stop to the phone before it, so that p, t, k and tʃ begin at the burst.
`_pull_back` gives such a stop the silence that leads into it, at most 130 ms of it.
"""

import ctypes

import numpy as np

from voices import Utterance

_SYNCHRONOUS, _PHONEMES, _IPA, _NO_EXIT = 2, 1, 2, 0x8000
_END, _PHONEME = 0, 7
_UTF8, _RATE, _PITCH, _RANGE = 1, 1, 3, 4
_VOICELESS_STOPS = ("p", "t", "k", "tʃ")

DIALECTS = ["en-us", "en", "en-gb-scotland", "en-gb-x-rp", "en-gb-x-gbcwmd", "en-029"]
# Variants with an echo are left out: it fills the silence that `_pull_back` looks for.
VARIANTS = (
    "f1 m1 m3 m4 m5 m6 m7 m8 Alex Andrea Andy Annie Denis Gene Gene2 Jacky Lee Mario Michael Mike Nguyen adam anika antonio aunty belinda "
    "benjamin boris caleb david ed edward edward2 grandma grandpa iven iven2 john klatt klatt2 klatt3 linda max norbert paul pedro quincy rob "
    "robert sandro shelby steph steph2 steph3 travis victor zac "
).split()
# Kept aside: neither trained on nor looked at before the end.
ASIDE = ["f4", "f5", "m2"]


class _Name(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("id", ctypes.c_uint), ("text", ctypes.c_int), ("length", ctypes.c_int),
                ("milliseconds", ctypes.c_int), ("sample", ctypes.c_int), ("user", ctypes.c_void_p), ("name", _Name)]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Espeak:
    """One loaded copy of the library; not for two threads."""

    def __init__(self):
        self._library = ctypes.CDLL("libespeak-ng.so.1")
        self._rate = self._library.espeak_Initialize(_SYNCHRONOUS, 20, None, _PHONEMES | _IPA | _NO_EXIT)
        if self._rate <= 0:
            raise RuntimeError("espeak-ng does not start: apt-get install libespeak-ng1 espeak-ng-data")
        self._callback = _Callback(self._receive)
        self._library.espeak_SetSynthCallback(self._callback)

    def _receive(self, samples, count, events):
        if samples and count > 0:
            self._chunks.append(np.ctypeslib.as_array(samples, (count,)).copy())
        i = 0
        while events[i].type != _END:
            if events[i].type == _PHONEME:
                name = bytes(events[i].name.string).split(b"\0")[0].decode("utf-8", "ignore")
                self._events.append((name, events[i].sample))
            i += 1
        return 0

    def phones(self, voice, text):
        """The phones of a text in IPA, word by word."""
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice '{voice}'")
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        rest, words = ctypes.c_char_p(text.encode()), []
        while rest.value:
            said = self._library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, ord("_") << 8 | _IPA).decode()
            words += [[phone for phone in word.split("_") if phone] for word in said.split()]
        return words

    def speak(self, voice, text, words_per_minute=170, pitch=50, spread=50):
        """Has a voice such as "en-us+f3" say a text; pitch and its spread are 0 to 100."""
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice '{voice}'")
        for parameter, value in ((_RATE, words_per_minute), (_PITCH, pitch), (_RANGE, spread)):
            self._library.espeak_SetParameter(parameter, int(value), 0)
        self._chunks, self._events = [], []
        said = text.encode()
        self._library.espeak_Synth(said, ctypes.c_size_t(len(said) + 1), 0, 0, 0, _UTF8, None, None)
        samples = np.concatenate(self._chunks).astype(np.float32) / 32768
        ends = [at for _, at in self._events[1:]] + [len(samples)]
        phones = [(name.strip("_:"), at / self._rate, end / self._rate) for (name, at), end in zip(self._events, ends)]
        return Utterance(f"espeak-{voice}", text, self._rate, samples, _pull_back(samples, self._rate, phones))


def _pull_back(samples, rate, phones, block=0.0025, silent=10 ** (-60 / 20), most=0.130):
    size = int(block * rate)
    loud = np.abs(samples[: len(samples) // size * size]).reshape(-1, size).max(axis=1) > silent
    fixed = [list(phone) for phone in phones]
    for i in range(1, len(fixed)):
        if not fixed[i][0].startswith(_VOICELESS_STOPS):
            continue
        at = min(int(fixed[i][1] / block), len(loud) - 1)
        # The event stands at the burst or a little after it: the silence ends within the 15 ms before.
        for back in range(6):
            if at - back > 0 and not loud[at - back - 1]:
                at -= back
                break
        else:
            continue
        first = at
        while first > 0 and not loud[first - 1] and (at - first) * block < most:
            first -= 1
        start = max(first * block, fixed[i - 1][1] + 0.01)
        if start < fixed[i][1]:
            fixed[i - 1][2] = fixed[i][1] = start
    return [tuple(phone) for phone in fixed if phone[2] > phone[1]]
