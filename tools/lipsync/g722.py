"""G.722 as Debian's Asterisk packages store it (64 kbit/s, no header), decoded by libspandsp."""

import ctypes

import numpy as np

RATE = 16000
_LIBRARY = None


def _library():
    global _LIBRARY
    if _LIBRARY is None:
        _LIBRARY = ctypes.CDLL("libspandsp.so.2")
        _LIBRARY.g722_decode_init.restype = ctypes.c_void_p
        _LIBRARY.g722_decode_init.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        _LIBRARY.g722_decode.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        _LIBRARY.g722_decode_free.argtypes = [ctypes.c_void_p]
    return _LIBRARY


def decode(data):
    """Samples (int16 at 16 kHz) of a whole file: two of each byte."""
    library = _library()
    decoder = library.g722_decode_init(None, 64000, 0)
    samples = np.zeros(2 * len(data) + 16, np.int16)
    count = library.g722_decode(decoder, samples.ctypes.data, data, len(data))
    library.g722_decode_free(decoder)
    return samples[:count]
