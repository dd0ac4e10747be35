import type { PerformanceCue, VisemeSpan } from '@troupe/protocol';
import { AttitudeCurve, type Attitude } from './attitude.js';
import { Courses, type Course } from './course.js';
import { Directions } from './directions.js';
import { addIdleLife } from './idle-life.js';
import { LoudnessMouth } from './loudness-mouth.js';
import { REACH } from './mouth-curve.js';
import { VISEME_NAMES } from './names.js';
import { PlayheadWatch } from './playhead-watch.js';
import { createPose, type Pose } from './pose.js';

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
  /** False while the sound waits for what is late: the mouth rests. Default: true. */
  readonly playing?: boolean | undefined;
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
/** After a frame this long the page was hidden or busy: nobody saw the face move, and it may be where it belongs at once. */
const LONGEST_FRAME = 100;

/** Timed performance and clock to pose. It draws nothing, keeps no timers and may live in a worker. */
export class Animator {
  /** Whether motion is reduced; may be changed at any time. */
  reducedMotion: boolean;
  readonly #seed: number;
  readonly #pose = createPose();
  readonly #courses = new Courses();
  readonly #watch = new PlayheadWatch();
  readonly #loudness = new LoudnessMouth();
  readonly #directions = new Directions();
  readonly #attitude: AttitudeCurve;
  #loaded: Loaded[] = [];
  #clearedThrough = 0;
  #source = 'rest';
  #now = Number.NEGATIVE_INFINITY;

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
    this.#directions.clear();
  }

  /** Gives a gesture, gaze or expression that begins at a moment, whatever is said: a cue of `presenter.directed` fits. */
  direct(cue: PerformanceCue, now: number): void {
    this.#directions.add(cue, now);
  }

  /** Nods to what the person said, unless it nodded a moment ago or speaks. */
  acknowledge(): void {
    this.#attitude.acknowledge();
  }

  /** The pose of a moment. The same object every time: draw it before the next call, or copy it. */
  poseAt({ playhead, now, loudness = 0, attitude = 'none' }: Moment): Pose {
    const heard = playhead && this.#loaded.find((loaded) => loaded.epoch === playhead.epoch && loaded.utterance === playhead.utterance);
    const { reducedMotion } = this;
    const followed = this.#perform(heard, playhead, now, loudness);
    const held = Math.max(followed, this.#directions.apply(this.#pose.face, now, reducedMotion));
    this.#attitude.add(this.#pose, now, { attitude, speaking: playhead !== undefined, reducedMotion });
    const attention = Math.max(held, this.#attitude.attention);
    addIdleLife(this.#pose.face, now, { seed: this.#seed, reducedMotion, attention, calm: this.#attitude.listeningAt(now) });
    if (playhead) this.#forgetBefore(playhead);
    return this.#pose;
  }

  /** Follows what is heard; where that does not follow on what was shown, glides to it. Returns how far a gaze cue holds the eyes. */
  #perform(heard: Loaded | undefined, playhead: Playhead | undefined, now: number, loudness: number): number {
    this.#watch.look(playhead, now, LONGEST_FRAME);
    const { stalled, jumped } = this.#watch;
    const position = playhead?.position ?? 0;
    const spoken = heard !== undefined && !stalled && covers(heard.visemes, position);
    const loud = playhead !== undefined && !stalled && !spoken;
    const source = spoken ? `${heard.epoch}/${heard.utterance}` : loud ? 'loudness' : 'rest';
    const course: Course = {
      visemes: spoken ? heard.visemes : [],
      mouth: loud ? this.#byLoudness(loudness, now) : undefined,
      cues: this.reducedMotion ? still(heard?.cues ?? []) : (heard?.cues ?? []),
      position,
      at: now,
      running: playhead !== undefined && !stalled,
    };
    if (!loud) this.#loudness.reset(now);
    if (source === this.#source && !jumped) this.#courses.follow(course);
    else if (now - this.#now > LONGEST_FRAME) this.#courses.take(course);
    else this.#courses.glide(course, this.#now);
    this.#source = source;
    this.#now = now;
    return this.#courses.sample(now, this.#pose);
  }

  #byLoudness(loudness: number, now: number): Float64Array {
    const mouth = new Float64Array(VISEME_NAMES.length);
    this.#loudness.sample(loudness, now, mouth);
    return mouth;
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
