"""The 15 OpenXR visemes, the shapes of phones, what else a frame may rightly be called, and labels for frames.

English phones are those of `english.json`, which the benchmark's own table writes: the network learns what it is scored by.
Phones of other languages, which only training hears, are in the table below: the shapes of Troupe.Conversation.Acting.PhoneShapes.
"""

import json
import unicodedata
from pathlib import Path

import numpy as np

NAMES = ["sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "ih", "oh", "ou"]
SIL, PP, FF, TH, DD, KK, CH, SS, NN, RR, AA, E, IH, OH, OU = range(15)
COUNT = 15
# The part of a diphthong that its first shape takes.
_FIRST_SHARE = 0.6

# How far the mouth opens in each viseme, 0 to 1: LipClasses of the benchmark.
OPENING = np.array([0.0, 0.0, 0.12, 0.2, 0.2, 0.25, 0.2, 0.15, 0.25, 0.25, 1.0, 0.6, 0.35, 0.6, 0.25], np.float32)

_FOREIGN = {
    PP: "ɸ β ɓ", FF: "ɱ ʋ", DD: "ʈ ɖ ɗ", KK: "x ɣ q c ɟ ç ʁ χ", CH: "ɕ ʑ ʂ ʐ tɕ dʑ ʧ ʤ", SS: "ts dz ʦ ʣ", NN: "ɲ ʎ ɳ ɭ ɫ", RR: "r ɻ ʀ",
    AA: "a ɘ", E: "e œ", IH: "ɨ ɥ", OH: "ɒ ɤ ø ɵ", OU: "y ʉ ɯ ʏ ʍ",
}
_ALSO = {"a": {E}, "ɘ": {E, IH}, "ɨ": {E}, "ɒ": {AA}, "ɫ": {DD, RR}, "ts": {DD, CH}, "dz": {DD, CH}, "r": {DD}}


def _table():
    english = json.loads((Path(__file__).parent / "english.json").read_text(encoding="utf-8"))
    table = {phone: [(viseme, {v for v in range(COUNT) if accepted >> v & 1}, opening) for viseme, accepted, opening in targets]
             for phone, targets in english.items()}
    foreign = {phone: [(viseme, {viseme, *_ALSO.get(phone, ())}, float(OPENING[viseme]))] for viseme, phones in _FOREIGN.items() for phone in phones.split()}
    return {**foreign, **table, "": [(SIL, {SIL}, 0.0)], "ɦ": []}


def plain(phone):
    """A phone without length, stress, tie bars and diacritics."""
    kept = (c for c in unicodedata.normalize("NFD", phone) if unicodedata.category(c) not in ("Mn", "Lm", "Sk", "Zs", "Cc", "Po"))
    return "".join(kept)


def targets(phone):
    """The phones of the table in a phone, and the targets of each: none for what takes the shape of the vowel that follows."""
    if phone in _TABLE:
        return [_TABLE[phone]]
    phone, out = plain(phone), []
    while phone:
        known = next((length for length in range(len(phone), 0, -1) if phone[:length] in _TABLE), 0)
        out.append(_TABLE[phone[:known]] if known else [(IH, {IH, E}, float(OPENING[IH]))])
        phone = phone[max(known, 1) :]
    return out or [_TABLE[""]]


def segments(phones):
    """(viseme, accepted, opening, start, end) in seconds from (IPA, start, end)."""
    parts = []
    for phone, start, end in phones:
        found = targets(phone)
        width = (end - start) / len(found)
        parts += [(one, start + i * width, start + (i + 1) * width) for i, one in enumerate(found)]
    out = []
    for i, (shapes, start, end) in enumerate(parts):
        if not shapes:
            following = parts[i + 1][0] if i + 1 < len(parts) else []
            shapes = [following[0] if following and following[0][0] >= AA else _TABLE["ə"][0]]
        middle = start + _FIRST_SHARE * (end - start) if len(shapes) == 2 else end
        out.append((*shapes[0], start, middle))
        if len(shapes) == 2:
            out.append((*shapes[1], middle, end))
    return out


def labels(phones, frames, hop=0.010, first=0.005):
    """Viseme (uint8), bit mask of accepted visemes (uint16) and opening (float16) of each frame; frames without a phone are silence."""
    visemes = np.zeros(frames, np.uint8)
    accepted = np.full(frames, 1 << SIL, np.uint16)
    openings = np.zeros(frames, np.float16)
    for viseme, also, opening, start, end in segments(phones):
        low, high = (max(0, int(np.ceil((t - first) / hop - 1e-9))) for t in (start, end))
        visemes[low:high] = viseme
        accepted[low:high] = sum(1 << v for v in also)
        openings[low:high] = opening
    return visemes, accepted, openings


_TABLE = _table()
