import { clamp } from './expression-curve.js';
import { faceIndex, type FaceName } from './names.js';
import { easedStep } from './pose.js';

const BLINK_SLOT = 3500;
const CLOSING = 75;
const CLOSED = 35;
const OPENING = 140;
const SECOND_BLINK = 300;
const BREATH_PERIOD = 4200;
const GLANCE_SLOT = 2200;
const SACCADE = 60;

/** How a face lives when it does nothing. */
export interface IdleOptions {
  /** Which of many lives, a 32-bit number. */
  readonly seed: number;
  /** Leaves only the blinks, for people whom motion disturbs. */
  readonly reducedMotion?: boolean;
  /** How far something else holds the eyes, 0 to 1. */
  readonly attention?: number;
  /** How far every other blink is left out, 0 to 1, as attentive people do. Default: 0. */
  readonly calm?: number;
}

/**
 * Adds blinks, breath, sway and glances at a time in milliseconds (any steady clock, not negative) to a face.
 * A pure function of time and seed, apart from the mouth; `IdleLife` in C# documents it and computes the same.
 */
export function addIdleLife(face: Float64Array, time: number, { seed, reducedMotion = false, attention = 0, calm = 0 }: IdleOptions): void {
  const lid = blink(seed, time) * (1 - calm * (chance(seed, Math.floor(time / BLINK_SLOT), 10) < 0.5 ? 1 : 0));
  raise(face, 'blinkLeft', lid);
  raise(face, 'blinkRight', lid);
  if (reducedMotion) return;
  raise(face, 'breath', 0.5 - 0.5 * Math.cos((2 * Math.PI * time) / BREATH_PERIOD));
  raise(face, 'headYaw', sway(seed, 1, time, 7100, 4300, 0.22));
  raise(face, 'headPitch', sway(seed, 2, time, 5900, 3700, 0.14));
  raise(face, 'headRoll', sway(seed, 3, time, 8300, 5300, 0.2));
  raise(face, 'gazeX', glance(seed, 4, time, 0.3) * (1 - attention));
  raise(face, 'gazeY', glance(seed, 5, time, 0.18) * (1 - attention));
}

function raise(face: Float64Array, name: FaceName, value: number): void {
  const index = faceIndex(name);
  face[index] = clamp((face[index] as number) + value);
}

function blink(seed: number, time: number): number {
  const slot = Math.floor(time / BLINK_SLOT);
  const start = slot * BLINK_SLOT + chance(seed, slot, 0) * (BLINK_SLOT - SECOND_BLINK - CLOSING - CLOSED - OPENING);
  const first = lid(time - start);
  return chance(seed, slot, 6) < 1 / 6 ? Math.max(first, lid(time - start - SECOND_BLINK)) : first;
}

function lid(since: number): number {
  return easedStep(since / CLOSING) * (1 - easedStep((since - CLOSING - CLOSED) / OPENING));
}

function sway(seed: number, axis: number, time: number, slow: number, fast: number, size: number): number {
  return size * (0.65 * wave(seed, axis, time, slow) + 0.35 * wave(seed, axis + 100, time, fast));
}

function wave(seed: number, axis: number, time: number, period: number): number {
  return Math.sin((2 * Math.PI * time) / period + 2 * Math.PI * chance(seed, 0, axis));
}

function glance(seed: number, axis: number, time: number, size: number): number {
  const slot = Math.floor(time / GLANCE_SLOT);
  const jump = chance(seed, slot, 8) * (GLANCE_SLOT - SACCADE);
  const step = easedStep((time - slot * GLANCE_SLOT - jump) / SACCADE);
  const from = rest(seed, slot - 1, axis, size);
  return from + (rest(seed, slot, axis, size) - from) * step;
}

function rest(seed: number, slot: number, axis: number, size: number): number {
  return slot < 0 || chance(seed, slot, 7) < 2 / 3 ? 0 : size * (2 * chance(seed, slot, axis) - 1);
}

/** 0 to below 1 for a place in time, by the integer hash 'lowbias32' (Chris Wellons, hash-prospector). */
export function chance(seed: number, slot: number, salt: number): number {
  let hash = seed ^ Math.imul(slot, 0x9e3779b9) ^ Math.imul(salt, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  hash ^= hash >>> 16;
  return (hash >>> 0) / 4294967296;
}
