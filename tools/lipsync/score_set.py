"""The sentences that trained networks are scored on here; corpus.py leaves them out of training."""

from sentences import sentences

TEXTS = sentences(60, seed="scored", rows=0.25)
