import type { PerformanceCue, VisemeSpan } from '@troupe/protocol';
import { AttitudeCurve, type Attitude } from './attitude.js';
import { sampleExpression } from './expression-curve.js';
import { addIdleLife } from './idle-life.js';
import { LoudnessMouth } from './loudness-mouth.js';
import { REACH, sampleMouth } from './mouth-curve.js';
import { VISEME_NAMES } from './names.js';
import { createPose, easedStep, type Pose } from './pose.js';

/** A piece of an utterance's timed performance; a `speech.delta` message fits. All times from the utterance's first sample, in milliseconds. */
export interface PerformancePart {
  readonly epoch: number;
  readonly utterance: number;
  /** In order of start. */
  readonly visemes?: readonly VisemeSpan[] | undefined;
  readonly cues?: readonly PerformanceCue[] | undefined;
}

/** What the person hears: a `playhead.moved` message fits. */
export interface Playhead {
  readonly epoch: number;
  readonly utterance: number;
  /** Milliseconds from the utterance's first sample. */
  readonly position: number;
}

/** The moment to pose for. */
export interface Moment {
  /** What is heard; absent while nothing plays. */
  readonly playhead?: Playhead | undefined;
  /** A steady clock in milliseconds, such as `performance.now()`. */
  readonly now: number;
  /** Root mean square of the sound that plays, 0 to 1: moves the mouth where visemes are missing. */
  readonly loudness?: number | undefined;
  /** What the face is about while it says nothing. Default: `none`. */
  readonly attitude?: Attitude | undefined;
}

export interface AnimatorOptions {
  /** Which of many idle lives. Default: 1. */
  readonly seed?: number;
  /** Leaves blinks only of the idle life, and gestures, nods and leaning out. Default: false. */
  readonly reducedMotion?: boolean;
}

interface Loaded {
  readonly epoch: number;
  readonly utterance: number;
  readonly visemes: VisemeSpan[];
  readonly cues: PerformanceCue[];
}

/** Visemes end this long before the loudness may take the mouth over, so that a pause stays a pause. */
const UNCOVERED_AFTER = 300;
/** How long the face takes from where it was to where another source has it: the mouth rests 120 ms after a stop. */
const BLEND_MOUTH = 100;
const BLEND_FACE = 250;
const PP = VISEME_NAMES.indexOf('PP');

/** Timed performance and clock to pose. It draws nothing, keeps no timers and may live in a worker. */
export class Animator {
  /** Whether motion is reduced; may be changed at any time. */
  reducedMotion: boolean;
  readonly #seed: number;
  readonly #pose = createPose();
  readonly #shown = createPose();
  readonly #residual = createPose();
  readonly #loudness = new LoudnessMouth();
  readonly #attitude: AttitudeCurve;
  #loaded: Loaded[] = [];
  #clearedThrough = 0;
  #source = 'rest';
  #blendFrom = Number.NEGATIVE_INFINITY;

  constructor({ seed = 1, reducedMotion = false }: AnimatorOptions = {}) {
    this.#seed = seed >>> 0;
    this.#attitude = new AttitudeCurve(this.#seed);
    this.reducedMotion = reducedMotion;
  }

  /** Takes a part of an utterance; parts of one utterance follow each other. One of a cleared epoch comes too late and is dropped. */
  load({ epoch, utterance, visemes = [], cues = [] }: PerformancePart): void {
    if (epoch <= this.#clearedThrough) return;
    let loaded = this.#loaded.find((other) => other.epoch === epoch && other.utterance === utterance);
    if (!loaded) {
      loaded = { epoch, utterance, visemes: [], cues: [] };
      this.#loaded.push(loaded);
    }
    loaded.visemes.push(...visemes);
    loaded.visemes.sort((left, right) => left.start - right.start);
    loaded.cues.push(...cues);
  }

  /** Forgets the performance of an epoch and of all before it; the face comes to rest without a jump. */
  clear(epoch: number): void {
    this.#clearedThrough = Math.max(this.#clearedThrough, epoch);
    this.#loaded = this.#loaded.filter((loaded) => loaded.epoch > epoch);
  }

  /** Forgets all performance; for another session, whose epochs count anew. */
  reset(): void {
    this.#clearedThrough = 0;
    this.#loaded = [];
  }

  /** Nods to what the person said, unless it nodded a moment ago or speaks. */
  acknowledge(): void {
    this.#attitude.acknowledge();
  }

  /** The pose of a moment. The same object every time: draw it before the next call, or copy it. */
  poseAt({ playhead, now, loudness = 0, attitude = 'none' }: Moment): Pose {
    const heard = playhead && this.#loaded.find((loaded) => loaded.epoch === playhead.epoch && loaded.utterance === playhead.utterance);
    const { reducedMotion } = this;
    const held = this.#perform(heard, playhead, now, loudness);
    this.#blend(now);
    this.#attitude.add(this.#pose, now, { attitude, speaking: playhead !== undefined, reducedMotion });
    const attention = Math.max(held, this.#attitude.attention);
    addIdleLife(this.#pose.face, now, { seed: this.#seed, reducedMotion, attention, calm: this.#attitude.listeningAt(now) });
    if (playhead) this.#forgetBefore(playhead);
    return this.#pose;
  }

  #perform(heard: Loaded | undefined, playhead: Playhead | undefined, now: number, loudness: number): number {
    const { visemes, face } = this.#pose;
    let source = 'rest';
    let attention = 0;
    const position = playhead?.position ?? 0;
    if (heard) {
      attention = sampleExpression(this.reducedMotion ? still(heard.cues) : heard.cues, position, face);
    } else {
      face.fill(0);
    }
    if (heard && covers(heard.visemes, position)) {
      source = `${heard.epoch}/${heard.utterance}`;
      sampleMouth(heard.visemes, position, visemes);
      this.#loudness.reset(now);
    } else if (playhead) {
      source = 'loudness';
      this.#loudness.sample(loudness, now, visemes);
    } else {
      visemes.fill(0);
      this.#loudness.reset(now);
    }
    if (source !== this.#source) {
      this.#source = source;
      this.#blendFrom = now;
      subtract(this.#shown.visemes, visemes, this.#residual.visemes);
      subtract(this.#shown.face, face, this.#residual.face);
    }
    return attention;
  }

  /** What the last source left over fades, so that a change of source is never a jump; lips that touch leave no room for it. */
  #blend(now: number): void {
    const { visemes, face } = this.#pose;
    const contact = visemes[PP] as number;
    fade(visemes, this.#residual.visemes, (1 - contact) * (1 - easedStep((now - this.#blendFrom) / BLEND_MOUTH)));
    fade(face, this.#residual.face, 1 - easedStep((now - this.#blendFrom) / BLEND_FACE));
    for (let index = 0; index < visemes.length; index++) visemes[index] = Math.max(0, visemes[index] as number);
    this.#shown.visemes.set(visemes);
    this.#shown.face.set(face);
  }

  #forgetBefore(playhead: Playhead): void {
    const old = (loaded: Loaded): boolean => loaded.epoch < playhead.epoch || (loaded.epoch === playhead.epoch && loaded.utterance < playhead.utterance);
    if (this.#loaded.some(old)) this.#loaded = this.#loaded.filter((loaded) => !old(loaded));
  }
}

function covers(visemes: readonly VisemeSpan[], position: number): boolean {
  const first = visemes[0];
  if (!first || position < first.start - UNCOVERED_AFTER) return false;
  return visemes.some((span) => span.start - UNCOVERED_AFTER <= position && position <= span.start + span.duration + REACH + UNCOVERED_AFTER);
}

function still(cues: readonly PerformanceCue[]): readonly PerformanceCue[] {
  return cues.filter((cue) => cue.kind !== 'gesture');
}

function subtract(from: Float64Array, value: Float64Array, result: Float64Array): void {
  for (let index = 0; index < from.length; index++) result[index] = (from[index] as number) - (value[index] as number);
}

function fade(values: Float64Array, residual: Float64Array, amount: number): void {
  if (amount <= 0) return;
  for (let index = 0; index < values.length; index++) values[index] = (values[index] as number) + amount * (residual[index] as number);
}
