"""The phones of flite and of festival's American voices as IPA."""

_VOWELS = "aa=ɑ ae=æ ah=ʌ ao=ɔ aw=aʊ ax=ə axr=ɚ ay=aɪ eh=ɛ el=əl em=əm en=ən er=ɝ ey=eɪ ih=ɪ ix=ɪ iy=i ow=oʊ oy=ɔɪ uh=ʊ uw=u"
_CONSONANTS = "b=b ch=tʃ d=d dh=ð dx=ɾ f=f g=ɡ hh=h hv=h jh=dʒ k=k l=l m=m n=n ng=ŋ nx=n p=p r=ɹ s=s sh=ʃ t=t th=θ v=v w=w y=j z=z zh=ʒ"
_SILENCES = "pau= h#= brth="

IPA = dict(pair.split("=") for pair in f"{_VOWELS} {_CONSONANTS} {_SILENCES}".split())
