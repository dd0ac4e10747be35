"""English sentences of our own making, the same for the same seed: filled patterns, and rows of dictionary words for rare sounds.

The patterns give the rhythm of talk. The rows are drawn from the CMU dictionary that Debian's pocketsphinx-en-us carries,
and each prefers words whose pairs of phones were seen least so far.
"""

import collections
import functools
import math
import random
import re
from pathlib import Path

DICTIONARY = Path("/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict")

_WORDS = {
    "who": "my sister|the gardener|our neighbour|a young pilot|the baker|Thomas|your cousin|the choir|a quiet guest|the whole village|Philip|her brother|"
    "the vet|an old sailor|the judge|nobody|everyone|the plumber|a busy mother|the chef",
    "did": "bought|washed|painted|forgot|measured|borrowed|noticed|fixed|carried|described|missed|finished|watched|buried|shipped|whispered about|"
    "laughed at|opened|kept|found|moved|gave away|threw out|paid for",
    "what": "the copper kettle|a wooden bridge|five yellow boats|the map of the valley|her favourite poem|a bowl of cherry soup|the broken umbrella|"
    "both jars of honey|a rough stone path|the measure of wool|an azure vase|the thick blue cloth|a mouthful of bread|the very first page|"
    "a box of fresh fish|the oyster shell|our garage door|a huge orange|the noisy toy|that fuzzy rug|a beige leather chair|the mushroom pie|his empty glove",
    "where": "behind the barn|near the harbour|in the attic|above the shop|on the way home|by the fire|at the museum|under the oak|across the road|"
    "in front of the church|past the mill|beside the pool|among the ferns|over the hill",
    "when": "last Thursday|before breakfast|in February|on a foggy morning|after the match|every few months|at half past four|this weekend|around noon|"
    "during the storm|as usual|for the third time|twice a year",
    "how": "very carefully|without a word|in a hurry|for pure joy|with both hands|as if by magic|quite badly|rather slowly|with some effort|loudly enough",
    "is": "beautiful|too heavy|rather cheap|perfectly round|five feet wide|older than mine|mostly empty|hard to move|warm and smooth|above average|a big problem|"
    "worth the trouble|nearly finished|full of bees",
    "verb": "improve|pause|explain|follow|avoid|choose|compare|remove|prepare|check|share|enjoy|beat|push|pull|wash|reach|forgive|shape|bother",
}

_PATTERNS = [
    "{who} {did} {what} {where}.", "{when}, {who} {did} {what}.", "Why is {what} {is}?", "{what} {where} is {is}.", "Could you {verb} {what} {when}?",
    "{who} said that {what} was {is}, but {who} {did} it {how}.", "Please {verb} {what} {how}.", "I think {who} {did} {what} {when}.",
    "Well, if {what} is {is}, we may {verb} it {where}.", "Yes, {who} will {verb} {what} {how}.", "No, not {what}; {who} {did} {what}!",
    "How many people {verb} {what} {when}?", "We should {verb} {what} and {verb} {what}.", "Oh, maybe {who} {did} it {when}.",
]


def pattern(rng):
    """One sentence of talk."""
    text = re.sub(r"\{(\w+)\}", lambda slot: rng.choice(_WORDS[slot[1]].split("|")), rng.choice(_PATTERNS))
    return text[0].upper() + text[1:]


@functools.cache
def _dictionary():
    entries = (line.split() for line in DICTIONARY.read_text(encoding="utf-8").splitlines())
    return [(word, phones) for word, *phones in entries if 3 <= len(word) <= 10 and word.isalpha() and 3 <= len(phones) <= 9]


class Rows:
    """Rows of five to eight words, each the rarest in its pairs of phones among a handful drawn."""

    def __init__(self, rng):
        self._rng, self._seen = rng, collections.Counter()

    def _worth(self, phones):
        pairs = list(zip(phones, phones[1:]))
        return sum(-math.log(1 + self._seen[pair]) for pair in pairs) / len(pairs)

    def next(self):
        chosen = []
        for _ in range(self._rng.randint(5, 8)):
            word, phones = max((self._rng.choice(_dictionary()) for _ in range(12)), key=lambda entry: self._worth(entry[1]))
            self._seen.update(zip(phones, phones[1:]))
            chosen.append(word)
        return " ".join(chosen).capitalize() + "."


def sentences(count, seed, rows=0.5):
    """`count` different sentences, a part `rows` of them rows of words."""
    rng = random.Random(seed)
    source = Rows(rng) if rows > 0 else None
    out, known = [], set()
    while len(out) < count:
        text = source.next() if source and rng.random() < rows else pattern(rng)
        if text not in known:
            known.add(text)
            out.append(text)
    return out


if __name__ == "__main__":
    print("\n".join(sentences(20, seed=1)))
