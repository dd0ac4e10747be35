import type { HeldShape } from './held-shape.js';
import { isVowel, NEXT_VOWEL, shapesOfPhone, UNSTRESSED } from './phone-shapes.js';
import type { TimedPhoneme } from './plan-mouth.js';
import { openingOf } from './vowel-loudness.js';
import { VISEME_NAMES } from '../names.js';

/** A gap this short is the closure of a stop or a join of two words, not a rest of the mouth. */
const SHORTEST_PAUSE = 80;
/** Over pauses shorter than this a mouth that need not keep them goes on from word to word; longer ones are ends of sentences. */
const SHORTEST_BREAK = 250;
const AA = VISEME_NAMES.indexOf('aa');

/** Phonemes to the shapes that the mouth holds one after another, in order of start; what follows another starts where that ends. */
export function heldShapes(phonemes: readonly TimedPhoneme[], preserveSilence: boolean): HeldShape[] {
  const held: HeldShape[] = [];
  for (const [index, phoneme] of phonemes.entries()) {
    if (phoneme.duration <= 0) continue;
    const shortest = preserveSilence || index === phonemes.length - 1 ? SHORTEST_PAUSE : SHORTEST_BREAK;
    const before = held.at(-1);
    if (phoneme.ipa === '' && phoneme.duration < shortest && before) {
      held[held.length - 1] = { ...before, end: phoneme.start + phoneme.duration };
    } else {
      held.push(...shapesHeld(phoneme, phonemes[index + 1]?.ipa));
    }
  }
  return held.map((shape, index) => {
    // Engines round their times: what follows starts where this one ends.
    const next = held[index + 1];
    return next && Math.abs(next.start - shape.end) < SHORTEST_PAUSE ? { ...shape, end: next.start } : shape;
  });
}

function shapesHeld(phoneme: TimedPhoneme, next: string | undefined): HeldShape[] {
  const { ipa, start, duration } = phoneme;
  const shapes = shapesOfPhone(ipa);
  let from = start;
  return shapes.map((shape, index) => {
    const viseme = shape.viseme === NEXT_VOWEL ? vowelOf(next) : shape.viseme;
    const end = index === shapes.length - 1 ? start + duration : from + duration * shape.share;
    const held = { viseme, start: from, end, weight: isVowel(viseme) ? weightOf(shape.weight, phoneme) : shape.weight };
    from = end;
    return held;
  });
}

/** Stress opens a vowel, and so does a loud voice, as far as its shape goes. */
function weightOf(weight: number, { stressed, loudness }: TimedPhoneme): number {
  return Math.min(1, (stressed ? weight : weight * UNSTRESSED) * openingOf(loudness));
}

function vowelOf(next: string | undefined): number {
  const viseme = next === undefined ? AA : (shapesOfPhone(next)[0]?.viseme ?? AA);
  return isVowel(viseme) ? viseme : AA;
}
