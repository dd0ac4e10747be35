"""When the phones of a known English text sound, by libpocketsphinx: a grammar of the one text chooses pronunciations and pauses,
then its states are aligned with the sound. The same steps as bench/Troupe.Benchmarks/LipSync/PhoneAligner.cs, which makes the truth of people.
"""

import ctypes
from pathlib import Path

import numpy as np

_MODEL = Path("/usr/share/pocketsphinx/model/en-us")
_FRAME = 0.010
# A frame is heard through a window of 25.6 ms that begins with it: what changes in the middle of two windows changes this much after the frame's first sample.
_CENTRE = (0.0256 - _FRAME) / 2


class _Entry(ctypes.Structure):
    _fields_ = [("skipped", ctypes.c_ubyte * 8), ("start", ctypes.c_int16), ("duration", ctypes.c_int16), ("rest", ctypes.c_ubyte * 8)]


class Aligner:
    """One decoder and its model; not for two threads."""

    def __init__(self):
        base = ctypes.CDLL("libsphinxbase.so.3", mode=ctypes.RTLD_GLOBAL)
        self._library = ctypes.CDLL("libpocketsphinx.so.3")
        base.err_set_logfp(None)
        self._free_text = base.ckd_free
        self._free_text.argtypes = [ctypes.c_void_p]
        base.cmd_ln_parse_r.restype = ctypes.c_void_p
        arguments = [b"", b"-hmm", str(_MODEL / "en-us").encode(), b"-dict", str(_MODEL / "cmudict-en-us.dict").encode(), b"-remove_silence", b"no"]
        values = (ctypes.c_char_p * len(arguments))(*arguments)
        self._call("ps_args", [], ctypes.c_void_p)
        base.cmd_ln_parse_r.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_int]
        configuration = base.cmd_ln_parse_r(None, self._library.ps_args(), len(values), values, 0)
        self._decoder = self._call("ps_init", [configuration], ctypes.c_void_p)
        if not self._decoder:
            raise RuntimeError(f"pocketsphinx cannot use the model in {_MODEL}: apt-get install pocketsphinx-en-us libpocketsphinx3")

    def _call(self, name, arguments, answer=ctypes.c_int):
        function = getattr(self._library, name)
        function.restype = answer
        return function(*(ctypes.c_void_p(one) if isinstance(one, int) and abs(one) > 0xFFFFFFF else one for one in arguments))

    def _part(self, index):
        """The decoder begins with pointers to its configuration (0), acoustic model (2), dictionary (3) and triphones (4)."""
        return ctypes.cast(self._decoder, ctypes.POINTER(ctypes.c_void_p))[index]

    def knows(self, words):
        return all(self._call("dict_wordid", [self._part(3), word.encode()]) >= 0 for word in words)

    def align(self, words, samples):
        """(phone of the CMU set, word, its number, start, end) in seconds of lower-case words in int16 at 16 kHz; None if the sound does not hold them."""
        samples = np.ascontiguousarray(samples, np.int16)
        spoken = self._spoken(words, samples)
        if spoken is None:
            return None
        alignment = self._call("ps_alignment_init", [self._part(4)], ctypes.c_void_p)
        try:
            for word in spoken:
                self._call("ps_alignment_add_word", [alignment, self._call("dict_wordid", [self._part(3), word.encode()]), 0])
            if self._call("ps_alignment_populate", [alignment]) < 0 or not self._search(alignment, samples):
                return None
            return self._phones(alignment, spoken)
        finally:
            self._call("ps_alignment_free", [alignment])

    def _spoken(self, words, samples):
        grammar = f"#JSGF V1.0; grammar text; public <text> = {' '.join(words)} ;".encode()
        if self._call("ps_set_jsgf_string", [self._decoder, b"text", grammar]) < 0 or self._call("ps_set_search", [self._decoder, b"text"]) < 0:
            return None
        self._call("ps_start_stream", [self._decoder])
        self._call("ps_start_utt", [self._decoder])
        self._library.ps_process_raw.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int]
        self._library.ps_process_raw(self._decoder, samples.ctypes.data, len(samples), 0, 1)
        self._call("ps_end_utt", [self._decoder])
        spoken, segment = [], self._call("ps_seg_iter", [self._decoder], ctypes.c_void_p)
        while segment:
            word = self._call("ps_seg_word", [segment], ctypes.c_char_p)
            if word and word != b"(NULL)":
                spoken.append(word.decode())
            segment = self._call("ps_seg_next", [segment], ctypes.c_void_p)
        return spoken if sum(word != "<sil>" for word in spoken) == len(words) else None

    def _search(self, alignment, samples):
        search = self._call("state_align_search_init", [b"align", self._part(0), self._part(2), alignment], ctypes.c_void_p)
        table = ctypes.cast(ctypes.cast(search, ctypes.POINTER(ctypes.c_void_p))[0], ctypes.POINTER(ctypes.c_void_p))
        start, step, finish, free = (ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, *more)(table[i]) for i, more in ((0, ()), (1, (ctypes.c_int,)), (2, ()), (4, ())))
        model = self._part(2)
        self._call("acmod_set_grow", [model, 1])
        self._call("acmod_start_utt", [model])
        start(search)
        at, left = ctypes.c_void_p(samples.ctypes.data), ctypes.c_size_t(len(samples))
        frames = self._call("acmod_process_raw", [model, ctypes.byref(at), ctypes.byref(left), 1])
        for frame in range(frames):
            step(search, frame)
            self._call("acmod_advance", [model])
        self._call("acmod_end_utt", [model])
        fine = finish(search) >= 0
        free(search)
        return fine

    def _phones(self, alignment, spoken):
        names = [(name, word.split("(")[0], i) for i, word in enumerate(spoken) for name in self._pronunciation(word)]
        out, phone = [], self._call("ps_alignment_phones", [alignment], ctypes.c_void_p)
        while phone:
            entry = _Entry.from_address(self._call("ps_alignment_iter_get", [phone], ctypes.c_void_p))
            start = entry.start * _FRAME + _CENTRE if out else 0.0
            out.append((*names[len(out)], start, (entry.start + entry.duration) * _FRAME + _CENTRE))
            phone = self._call("ps_alignment_iter_next", [phone], ctypes.c_void_p)
        return out

    def _pronunciation(self, word):
        found = self._call("ps_lookup_word", [self._decoder, word.encode()], ctypes.c_void_p)
        phones = ctypes.string_at(found).decode().split()
        self._free_text(found)
        return phones
