import type { PerformanceCue } from '@troupe/protocol';
import { faceIndex, type FaceName } from './names.js';
import { easedStep } from './pose.js';

const RISE = 160;
const FALL = 240;

type Values = Partial<Record<FaceName, number>>;

const EXPRESSIONS: Readonly<Record<string, Values>> = {
  neutral: {},
  smile: { smile: 0.8, squint: 0.35, browLeft: 0.15, browRight: 0.15 },
  raiseBrows: { browLeft: 0.8, browRight: 0.8, wide: 0.3 },
  surprised: { browLeft: 1, browRight: 1, wide: 0.9 },
  concerned: { browInner: 0.7, smile: -0.2, headRoll: 0.3 },
  sad: { browInner: 0.9, smile: -0.6, headPitch: -0.4 },
  angry: { browInner: -0.9, browLeft: -0.5, browRight: -0.5, smile: -0.3, squint: 0.4 },
  thinking: { browLeft: 0.6, browRight: -0.1, squint: 0.2, gazeX: 0.5, gazeY: 0.5, headRoll: 0.25 },
};

const GAZES: Readonly<Record<string, Values>> = {
  viewer: {},
  left: { gazeX: 0.8 },
  right: { gazeX: -0.8 },
  up: { gazeY: 0.8 },
  down: { gazeY: -0.8 },
  away: { gazeX: 0.6, gazeY: 0.35 },
};

/** Names of the expressions that a cue can ask for. */
export const EXPRESSION_NAMES: readonly string[] = Object.keys(EXPRESSIONS);
/** Names of the directions of gaze that a cue can ask for. */
export const GAZE_NAMES: readonly string[] = Object.keys(GAZES);
/** A nod dips the head once, a shake turns it to both sides, a tilt leans it while it lasts. */
export const GESTURE_NAMES: readonly string[] = ['nod', 'shake', 'tilt'];

/**
 * The face at a time: cues to the values of the face, which are overwritten. `ExpressionCurve` in C# documents the formula and computes the same.
 * Returns how far a gaze cue holds the eyes, 0 to 1, so that idle glances yield to it.
 */
export function sampleExpression(cues: readonly PerformanceCue[], time: number, face: Float64Array): number {
  face.fill(0);
  let attention = 0;
  for (const cue of cues) {
    const since = time - cue.start;
    if (since <= 0 || since >= cue.duration) continue;
    const weight = cueEnvelope(since, cue.duration) * cue.weight;
    if (cue.kind === 'expression') add(face, EXPRESSIONS[cue.name], weight);
    else if (cue.kind === 'gaze' && GAZES[cue.name]) {
      add(face, GAZES[cue.name], weight);
      attention = Math.max(attention, weight);
    } else if (cue.kind === 'gesture') gesture(face, cue.name, weight, since / cue.duration);
  }
  for (let index = 0; index < face.length; index++) face[index] = clamp(face[index] as number);
  return Math.min(1, attention);
}

function gesture(face: Float64Array, name: string, weight: number, progress: number): void {
  if (name === 'nod') add(face, { headPitch: -Math.sin(Math.PI * progress) }, weight);
  else if (name === 'shake') add(face, { headYaw: 0.6 * Math.sin(4 * Math.PI * progress) }, weight);
  else if (name === 'tilt') add(face, { headRoll: 0.6 }, weight);
}

function add(face: Float64Array, values: Values | undefined, weight: number): void {
  for (const name in values) {
    const index = faceIndex(name as FaceName);
    face[index] = (face[index] as number) + weight * (values[name as FaceName] as number);
  }
}

function cueEnvelope(since: number, duration: number): number {
  const rise = Math.min(RISE, duration / 2);
  const fall = Math.min(FALL, duration / 2);
  return easedStep(since / rise) * (1 - easedStep((since - duration + fall) / fall));
}

/** Keeps a value within -1 to 1. */
export function clamp(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
