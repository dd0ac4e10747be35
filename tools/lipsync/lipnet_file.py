"""The file of weights, and the network in plain numpy that reads it: what the C# and TypeScript inference repeat.

Layout, little-endian, no padding: README.md states it in words.
"""

import struct

import numpy as np

import features
import visemes

MAGIC, VERSION = b"TLIP", 1
HEADER = struct.Struct("<4s9I")
DTYPES = {0: "<f4", 1: "<f2"}


def layout(hidden, context):
    """Names and shapes of the tensors in the order of the file."""
    gates = [(f"{name}_{part}", shape) for name in ("first", "second")
             for part, shape in (("input", (3 * hidden, hidden)), ("state", (3 * hidden, hidden)), ("input_bias", (3 * hidden,)), ("state_bias", (3 * hidden,)))]
    outputs = visemes.COUNT + 2
    return [("mean", (features.BANDS,)), ("deviation", (features.BANDS,)), ("front", (hidden, context, features.BANDS)), ("front_bias", (hidden,)), *gates,
            ("heads", (outputs, hidden)), ("heads_bias", (outputs,))]


def write(path, tensors, hidden, context, delay, dtype=0):
    """Writes the header and the tensors; mean and deviation are float32 whatever the others are."""
    with open(path, "wb") as file:
        head = (MAGIC, VERSION, dtype, features.RATE, features.HOP, features.BANDS, hidden, context, visemes.COUNT, delay)
        file.write(HEADER.pack(*head))
        for name, shape in layout(hidden, context):
            tensor = np.ascontiguousarray(tensors[name])
            if tensor.shape != shape:
                raise ValueError(f"{name} has the shape {tensor.shape}; the file needs {shape}")
            file.write(tensor.astype("<f4" if name in ("mean", "deviation") else DTYPES[dtype]).tobytes())


class Weights:
    """The network as read from a file."""

    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        magic, version, dtype, rate, hop, bands, self.hidden, self.context, count, self.delay = HEADER.unpack_from(data)
        if (magic, version) != (MAGIC, VERSION):
            raise ValueError(f"{path} begins with {magic!r}, version {version}; {MAGIC!r}, version {VERSION} is needed")
        if (rate, hop, bands, count) != (features.RATE, features.HOP, features.BANDS, visemes.COUNT):
            raise ValueError(f"{path} is for {rate} Hz, hops of {hop}, {bands} bands and {count} visemes, which these features do not give")
        at = HEADER.size
        for name, shape in layout(self.hidden, self.context):
            kind = "<f4" if name in ("mean", "deviation") else DTYPES[dtype]
            size = int(np.prod(shape))
            setattr(self, name, np.frombuffer(data, kind, size, at).reshape(shape).astype(np.float32))
            at += size * np.dtype(kind).itemsize
        if at != len(data):
            raise ValueError(f"{path} has {len(data)} bytes; its header asks for {at}")

    def logits(self, frames):
        """[frames, 17] from log-mel frames, one after the other as in a live stream."""
        normal = (frames - self.mean) / self.deviation
        past = np.concatenate([np.zeros((self.context - 1, normal.shape[1]), np.float32), normal])
        first = second = np.zeros(self.hidden, np.float32)
        out = np.empty((len(frames), visemes.COUNT + 2), np.float32)
        for i in range(len(frames)):
            front = np.maximum(np.einsum("hcb,cb->h", self.front, past[i : i + self.context]) + self.front_bias, 0)
            first = _gru(front, first, self.first_input, self.first_state, self.first_input_bias, self.first_state_bias)
            second = _gru(first, second, self.second_input, self.second_state, self.second_input_bias, self.second_state_bias)
            out[i] = self.heads @ (first + second) + self.heads_bias
        return out

    def answers(self, frames):
        """(viseme probabilities, opening, closure) of each frame, all 0 to 1; answer i is for frame i - delay."""
        logits = self.logits(frames)
        odds = np.exp(logits[:, : visemes.COUNT] - logits[:, : visemes.COUNT].max(1, keepdims=True))
        return odds / odds.sum(1, keepdims=True), _sigmoid(logits[:, visemes.COUNT]), _sigmoid(logits[:, visemes.COUNT + 1])


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


def _gru(x, state, from_input, from_state, input_bias, state_bias):
    size = len(state)
    a, b = from_input @ x + input_bias, from_state @ state + state_bias
    reset, update = _sigmoid(a[:size] + b[:size]), _sigmoid(a[size : 2 * size] + b[size : 2 * size])
    fresh = np.tanh(a[2 * size :] + reset * b[2 * size :])
    return (1 - update) * fresh + update * state
