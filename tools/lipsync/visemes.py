"""The 15 OpenXR visemes, the shapes of phones, what else a frame may rightly be called, and labels for frames.

The table of shapes is the one of Troupe.Conversation.Acting.PhoneShapes: a phone is IPA, diphthongs are split 60 to 40,
h and the glottal stop take the vowel that follows. The sets of accepted visemes are conventions in use: schwa as an open,
half-open or close vowel, l as nn, DD or RR, th as TH or DD.
"""

import unicodedata

import numpy as np

NAMES = ["sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "ih", "oh", "ou"]
SIL, PP, FF, TH, DD, KK, CH, SS, NN, RR, AA, E, IH, OH, OU = range(15)
COUNT = 15
NEXT_VOWEL = -1

# How far the mouth opens in each viseme, 0 to 1, and in the two vowels that the visemes call wider than they are:
# the values of the benchmark in bench/Troupe.Benchmarks/LipSync.
OPENING = np.array([0.0, 0.0, 0.12, 0.2, 0.2, 0.25, 0.2, 0.15, 0.25, 0.25, 1.0, 0.6, 0.35, 0.6, 0.25], np.float32)
_OPENING_OF_PHONE = {"ə": 0.5, "ɘ": 0.5, "ʌ": 0.8}

_SINGLE = {
    PP: "p b m ɸ β ɓ", FF: "f v ɱ ʋ", TH: "θ ð", DD: "t d ʈ ɖ ɾ ɗ", KK: "k g ɡ ŋ x ɣ q c ɟ ç ʁ χ",
    CH: "tʃ dʒ ʃ ʒ ʧ ʤ ɕ ʑ ʂ ʐ tɕ dʑ", SS: "s z ts dz ʦ ʣ", NN: "n l ɫ ɲ ʎ ɳ ɭ", RR: "ɹ r ɻ ɝ ɚ ɜ ʀ",
    AA: "ɑ a ɐ æ ʌ ə ɘ", E: "ɛ e œ", IH: "i ɪ ɨ j ɥ", OH: "ɔ o ɒ ɤ ø ɵ", OU: "u ʉ y w ʊ ɯ ʏ ʍ", NEXT_VOWEL: "h ɦ ʔ",
}
_SPLIT = {
    "aɪ": (AA, IH), "ai": (AA, IH), "aʊ": (AA, OU), "au": (AA, OU), "ɔɪ": (OH, IH), "oɪ": (OH, IH), "eɪ": (E, IH),
    "ei": (E, IH), "oʊ": (OH, OU), "ou": (OH, OU), "əʊ": (AA, OU), "ju": (IH, OU), "ɪə": (IH, AA), "eə": (E, AA),
    "ɛə": (E, AA), "ʊə": (OU, AA),
}
_TABLE = {phone: viseme for viseme, phones in _SINGLE.items() for phone in phones.split()}

_ACCEPTED = {
    "ə": {AA, E, IH}, "ɘ": {AA, E, IH}, "ɐ": {AA, E}, "ʌ": {AA, E}, "æ": {AA, E}, "ɪ": {IH, E}, "ɨ": {IH, E},
    "ɔ": {OH, AA}, "ɒ": {OH, AA}, "ɑ": {AA, OH}, "ʊ": {OU, OH}, "ɝ": {RR, E}, "ɚ": {RR, E, AA}, "ɜ": {RR, E},
    "l": {NN, DD, RR}, "ɫ": {NN, DD, RR}, "n": {NN, DD}, "ŋ": {KK, NN}, "t": {DD, NN}, "d": {DD, NN}, "ɾ": {DD, NN}, "θ": {TH, DD}, "ð": {TH, DD},
    "s": {SS, CH}, "z": {SS, CH}, "j": {IH, E},
}


def plain(phone):
    """A phone without length, stress, tie bars and diacritics."""
    kept = (c for c in unicodedata.normalize("NFD", phone) if unicodedata.category(c) not in ("Mn", "Lm", "Sk", "Zs", "Cc", "Po"))
    return "".join(kept)


def shapes(phone):
    """(viseme, share of the duration, accepted visemes, opening) of a phone in order; an empty phone is silence."""
    phone = plain(phone)
    if not phone:
        return [_shape(SIL, 1.0)]
    if phone in _SPLIT:
        first, second = _SPLIT[phone]
        return [_shape(first, 0.6), _shape(second, 0.4)]
    if phone in _TABLE:
        return [_shape(_TABLE[phone], 1.0, _ACCEPTED.get(phone, set()), _OPENING_OF_PHONE.get(phone))]
    symbols = [shapes(symbol)[0] if symbol in _TABLE else _shape(IH, 1.0, {E}) for symbol in phone]
    return [(viseme, 1.0 / len(symbols), accepted, opening) for viseme, _, accepted, opening in symbols]


def _shape(viseme, share, accepted=(), opening=None):
    return viseme, share, {viseme, *accepted}, OPENING[viseme] if opening is None else opening


def segments(phones):
    """(viseme, accepted, opening, start, end) in seconds from (IPA, start, end); vowels that h waits for are found here."""
    out = []
    for phone, start, end in phones:
        at = start
        for viseme, share, accepted, opening in shapes(phone):
            out.append((viseme, accepted, opening, at, at + share * (end - start)))
            at += share * (end - start)
    for i in range(len(out) - 1, -1, -1):
        if out[i][0] == NEXT_VOWEL:
            follower = out[i + 1] if i + 1 < len(out) and out[i + 1][0] >= AA else (SIL, {SIL}, 0.0)
            out[i] = (*follower[:3], *out[i][3:])
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
