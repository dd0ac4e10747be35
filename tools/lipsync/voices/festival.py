"""festival's diphone and HTS voices: English, and made-up words of other languages for the sake of more throats.

Debian's English voices are men but for the held-out one. Italian, Czech, Finnish and Catalan women and a child
say rows of made-up syllables, so that the network hears other vocal tracts make the same shapes.
"""

import random
import subprocess
import tempfile
from pathlib import Path

from sound import read_wav
from voices import Utterance
from voices.arpabet import IPA

_ITALIAN = (
    "i=i e=e E=ɛ a=a o=o O=ɔ u=u i1=i e1=e E1=ɛ a1=a o1=o O1=ɔ u1=u j=j w=w p=p t=t k=k b=b d=d g=ɡ f=f s=s S=ʃ v=v z=z Z=ʒ ts=ts tS=tʃ dz=dz "
    "dZ=dʒ m=m n=n J=ɲ ng=ŋ nf=ɱ l=l L=ʎ r=r #="
)
_CZECH = (
    "a=a a:=a b=b c=ts c~=tʃ ch=x d=d d~=ɟ dz=dz dz~=dʒ e=e e:=e f=f g=ɡ h=h i=i i:=i j=j k=k l=l m=m n=n n*=ŋ n~=ɲ o=o o:=o p=p r=r r~=ʒ r~*=ʃ "
    "s=s s~=ʃ t=t t~=c u=u u:=u v=v z=z z~=ʒ #= _="
)
_FINNISH = (
    "a=a e=e i=i o=o u=u y=y @=æ 7=ø a:=a e:=e i:=i o:=o u:=u y:=y @:=æ 7:=ø p=p t=t k=k b=b d=d g=ɡ f=f s=s S=ʃ h=h v=v m=m n=n N=ŋ l=l r=r j=j "
    "p:=p t:=t k:=k b:=b d:=d g:=ɡ f:=f s:=s S:=ʃ h:=h v:=v m:=m n:=n N:=ŋ l:=l r:=r j:=j #= ##="
)
_CATALAN = (
    "ax=ə a=a a1=a b=b d=d e=e e1=e E=ɛ E1=ɛ f=f g=ɡ i=i i1=i j=j J=ɲ k=k l=l L=ʎ m=m n=n o=o o1=o O=ɔ O1=ɔ p=p r=ɾ rr=r s=s S=ʃ t=t u=u u1=u w=w z=z "
    "Z=ʒ pau= _= #="
)


def _table(pairs):
    return dict(pair.rsplit("=", 1) for pair in pairs.split())


# Each voice: festival's name, phones as IPA, and the syllables of made-up words (none: it speaks English).
VOICES = {
    "ked": ("ked_diphone", IPA, None),
    "italian-lp": ("lp_diphone", _table(_ITALIAN), ("b p m f v t d s z n l r c g sci gn p m b v br pr fr".split(), "a e i o u".split())),
    "italian-pc": ("pc_diphone", _table(_ITALIAN), ("b p m f v t d s z n l r c g sci gn p m b v br pr fr".split(), "a e i o u".split())),
    "czech-dita": ("czech_dita", _table(_CZECH), ("b p m f v t d s z n l r c š č ž k g p m b".split(), "a e i o u á é í ou".split())),
    "czech-krb": ("czech_krb", _table(_CZECH), ("b p m f v t d s z n l r c š č ž k g p m b".split(), "a e i o u á é í ou".split())),
    "czech-machac": ("czech_machac", _table(_CZECH), ("b p m f v t d s z n l r c š č ž k g p m b".split(), "a e i o u á é í ou".split())),
    "finnish-mv": ("hy_fi_mv_diphone", _table(_FINNISH), ("p m v t d s n l r k j h p m".split(), "a e i o u y ai ou ie".split())),
    "finnish-lj": ("suo_fi_lj_diphone", _table(_FINNISH), ("p m v t d s n l r k j h p m".split(), "a e i o u y ai ou ie".split())),
    "catalan-ona": ("upc_ca_ona_hts", _table(_CATALAN), ("b p m f v t d s z n l r x k g p m ny".split(), "a e i o u".split())),
    "slt-hts": ("cmu_us_slt_arctic_hts", IPA, None),
}


def made_up(voice, count, seed):
    """Texts of made-up words that a foreign voice can read."""
    onsets, vowels = VOICES[voice][2]
    rng = random.Random(f"{voice} {seed}")

    def word():
        return "".join(rng.choice(onsets) + rng.choice(vowels) for _ in range(rng.randint(1, 4)))

    return [" ".join(word() for _ in range(rng.randint(5, 8))) + "." for _ in range(count)]


def speak_all(voice, texts, stretches):
    """Has one festival process say many texts, each stretched in time as told."""
    name, ipa, _ = VOICES[voice]
    with tempfile.TemporaryDirectory() as folder:
        lines = [f"(voice_{name})"]
        for i, (text, stretch) in enumerate(zip(texts, stretches)):
            quoted = text.replace("\\", "").replace('"', "")
            lines += [
                f"(Parameter.set 'Duration_Stretch {stretch:.3f})", f'(set! u (utt.synth (Utterance Text "{quoted}")))',
                f'(utt.save.wave u "{folder}/{i}.wav" \'riff)', f'(utt.save.segs u "{folder}/{i}.segs")',
            ]
        script = Path(folder) / "say.scm"
        encoding = "iso-8859-2" if "czech" in voice else "iso-8859-1"
        script.write_text("\n".join(lines) + "\n", encoding=encoding)
        subprocess.run(["festival", "-b", str(script)], check=True, capture_output=True)
        for i, text in enumerate(texts):
            rate, samples = read_wav(Path(folder) / f"{i}.wav")
            yield Utterance(f"festival-{voice}", text, rate, samples, _segments(Path(folder) / f"{i}.segs", ipa))


def _segments(path, ipa):
    phones, start = [], 0.0
    body = path.read_text(encoding="iso-8859-1").split("#\n", 1)[1]
    for line in body.splitlines():
        end, _, name = line.split()
        phones.append((ipa[name], start, float(end)))
        start = float(end)
    return phones
