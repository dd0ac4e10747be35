import type { VisemeSpan } from '@troupe/protocol';
import { VISEME_NAMES } from '../names.js';
import { isContact, isSilence, type HeldShape } from './held-shape.js';
import { heldShapes } from './held-shapes.js';
import { LIP_SYNC_PRESETS, lipSyncProblems, type LipSyncSettings } from './lip-sync-settings.js';
import { applySettings } from './natural-lip-sync.js';
import { isVowel } from './phone-shapes.js';

/** A phoneme with its time in milliseconds; a `PhonemeSpan` of the wire fits. */
export interface TimedPhoneme {
  /** In IPA; empty for a pause. */
  readonly ipa: string;
  readonly start: number;
  readonly duration: number;
  /** Whether its syllable carries stress. Default: false. */
  readonly stressed?: boolean | undefined;
  /** Of a vowel: by how many decibels it is louder than the ordinary vowel of its phrase; negative for a softer one. Default: as ordinary. */
  readonly loudness?: number | undefined;
}

const LEAD = 16;
const RELEASE = 10;
const SHORTEST_CONTACT = 54;
const HANDOVER = 4;
const JAW_FIRST = 14;
const SHORTEST_SHAPE = 40;
const LONGEST_ROUNDING = 120;
const MOST_ROUNDED = 2;
const ROUNDING_AHEAD = 0.4;
const PP = VISEME_NAMES.indexOf('PP');
const ROUNDED = [VISEME_NAMES.indexOf('oh'), VISEME_NAMES.indexOf('ou')];

/**
 * Plans the mouth of a phrase, as the server does: `Coarticulation` in C# gives the reasons for every number and the same visemes.
 *
 * @param phonemes All in order, pauses included.
 * @param settings What of them is shown. Default: `LIP_SYNC_PRESETS.natural`.
 * @returns Visemes in order of start, none before 0, for `Animator.load` and performance files; the mouth rests 120 ms after the last sound.
 * @throws RangeError if settings are out of their range; the message names each and what belongs there.
 */
export function planMouth(phonemes: readonly TimedPhoneme[], settings: LipSyncSettings = LIP_SYNC_PRESETS.natural): VisemeSpan[] {
  const problems = lipSyncProblems(settings);
  if (problems.length > 0) throw new RangeError(problems.join(' '));
  const held = heldShapes(phonemes, settings.preserveSilence);
  applySettings(held, settings);
  const spans = held.flatMap((shape, index) => [...roundingOf(held, index), isContact(shape) ? contactOf(held, index) : shapeOf(held, index)]);
  return spans.filter((span) => span.duration > 0).sort((left, right) => left.start - right.start);
}

function contactOf(held: readonly HeldShape[], index: number): VisemeSpan {
  const shape = held[index] as HeldShape;
  const start = shape.start - (touches(held, index - 1) ? HANDOVER : shape.viseme === PP ? LEAD : LEAD / 2);
  return spanOf(shape, start, Math.max(shape.end - RELEASE, start + SHORTEST_CONTACT));
}

function shapeOf(held: readonly HeldShape[], index: number): VisemeSpan {
  const shape = held[index] as HeldShape;
  const closing = touches(held, index + 1) ? LEAD + JAW_FIRST : 0;
  const end = shape.end - closing;
  if (end - shape.start >= SHORTEST_SHAPE || isSilence(shape)) return spanOf(shape, shape.start, end);
  const middle = (shape.start + shape.end - (closing > 0 ? LEAD : 0)) / 2;
  return spanOf(shape, middle - SHORTEST_SHAPE / 2, middle + SHORTEST_SHAPE / 2);
}

function roundingOf(held: readonly HeldShape[], index: number): VisemeSpan[] {
  const rounded = held[index] as HeldShape;
  if (!ROUNDED.includes(rounded.viseme)) return [];
  let first = index;
  while (first > Math.max(0, index - MOST_ROUNDED) && yieldsLips(held[first - 1] as HeldShape)) first--;
  const start = Math.max((held[first] as HeldShape).start, rounded.start - LONGEST_ROUNDING);
  return first < index ? [spanOf({ ...rounded, weight: ROUNDING_AHEAD * rounded.weight }, start, rounded.start)] : [];
}

function yieldsLips(shape: HeldShape): boolean {
  return !isVowel(shape.viseme) && !isContact(shape) && !isSilence(shape);
}

function touches(held: readonly HeldShape[], index: number): boolean {
  const shape = held[index];
  return shape !== undefined && isContact(shape);
}

function spanOf({ viseme, weight }: HeldShape, start: number, end: number): VisemeSpan {
  const from = Math.max(0, start);
  return { viseme, start: from, duration: end - from, weight };
}
