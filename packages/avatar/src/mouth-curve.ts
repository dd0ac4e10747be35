import type { VisemeSpan } from '@troupe/protocol';
import { VISEME_NAMES } from './names.js';
import { easedStep } from './pose.js';

/** Longest half of a rise or fall in milliseconds: neighbouring shapes blend for at most twice this. */
export const REACH = 50;
const REACH_OF_CONTACT = 36;
const REACH_OF_OTHERS = 40;
/** What vowels lose of themselves to a consonant that is made before them. */
const YIELD = 0.25;
const PP = VISEME_NAMES.indexOf('PP');
const FF = VISEME_NAMES.indexOf('FF');
const AA = VISEME_NAMES.indexOf('aa');

/**
 * The mouth at a time: visemes in order of start to 15 weights, which are overwritten. `MouthCurve` in C# documents the formula and computes the same.
 */
export function sampleMouth(visemes: readonly VisemeSpan[], time: number, weights: Float64Array): void {
  weights.fill(0);
  for (const span of visemes) {
    if (span.start - REACH > time) break;
    const position = span.viseme;
    if (position >= 0 && position < weights.length) {
      weights[position] = (weights[position] as number) + span.weight * envelope(position, span.start, span.duration, time);
    }
  }
  settle(weights);
}

function envelope(viseme: number, start: number, duration: number, time: number): number {
  const half = viseme === PP || viseme === FF ? Math.min(REACH_OF_CONTACT, duration / 2) : Math.min(viseme >= AA ? REACH : REACH_OF_OTHERS, duration);
  const end = start + duration;
  if (half <= 0 || time <= start - half || time >= end + half) return 0;
  return easedStep((time - start + half) / (2 * half)) * (1 - easedStep((time - end + half) / (2 * half)));
}

/** Consonants borrow the jaw of vowels, lips that touch overrule the rest; the sum stays at most 1. */
function settle(weights: Float64Array): void {
  let others = 0;
  for (let position = 0; position < weights.length; position++) {
    weights[position] = Math.min(1, weights[position] as number);
    if (position > FF && position < AA) others += weights[position] as number;
  }
  const apart = 1 - (weights[PP] as number);
  const free = apart * (1 - (weights[FF] as number) * apart);
  const beneath = free * Math.max(0, 1 - YIELD * others);
  let total = 0;
  for (let position = 0; position < weights.length; position++) {
    const factor = position === PP ? 1 : position === FF ? apart : position >= AA ? beneath : free;
    weights[position] = (weights[position] as number) * factor;
    total += weights[position] as number;
  }
  for (let position = 0; total > 1 && position < weights.length; position++) {
    weights[position] = (weights[position] as number) / total;
  }
}
