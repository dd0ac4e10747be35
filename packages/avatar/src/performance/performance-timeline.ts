import type { PerformanceCue, PerformanceFile, VisemeSpan } from '@troupe/protocol';
import { sampleExpression } from '../expression-curve.js';
import { sampleMouth } from '../mouth-curve.js';
import type { Pose } from '../pose.js';
import { checkPerformance } from './performance-rules.js';

/** Milliseconds: a cue moves the face only near its own time; the curves of the mouth reach 45 ms beyond it, those of the face not at all. */
const REACH = 1000;

/** A performance on one clock, its utterances one after another: the face at any time of it. `PerformanceTimeline` in C# gives the same poses. */
export class PerformanceTimeline {
  /** Milliseconds of all utterances. */
  readonly duration: number;
  readonly #visemes: Track<VisemeSpan>;
  readonly #cues: Track<PerformanceCue>;

  /** Throws a `PerformanceError` for a performance that breaks a rule of the format. */
  constructor(file: PerformanceFile) {
    checkPerformance(file);
    const visemes: VisemeSpan[] = [];
    const cues: PerformanceCue[] = [];
    let offset = 0;
    for (const utterance of file.utterances) {
      visemes.push(...(utterance.visemes ?? []).map((span) => ({ ...span, start: offset + span.start })));
      cues.push(...(utterance.cues ?? []).map((cue) => ({ ...cue, start: offset + cue.start })));
      offset += utterance.duration;
    }
    this.#visemes = new Track(visemes);
    this.#cues = new Track(cues);
    this.duration = offset;
  }

  /** Visemes in order of start. */
  get visemes(): readonly VisemeSpan[] {
    return this.#visemes.items;
  }

  /** Expressions, gestures and gaze in order of start. */
  get cues(): readonly PerformanceCue[] {
    return this.#cues.items;
  }

  /**
   * Overwrites the pose by that of a time, without the idle life; at rest before the start and after the end. Costs the same anywhere in a long performance.
   *
   * @param time Milliseconds from the first utterance's first sample.
   * @returns How far a gaze cue holds the eyes, 0 to 1.
   */
  sample(pose: Pose, time: number): number {
    sampleMouth(this.#visemes.near(time), time, pose.visemes);
    return sampleExpression(this.#cues.near(time), time, pose.face);
  }
}

/** Spans in order of start that can be searched by time. */
class Track<Item extends { readonly start: number; readonly duration: number }> {
  readonly items: readonly Item[];
  readonly #starts: Float64Array;
  /** The latest end of the items up to each: in order, so that it can be searched. */
  readonly #ends: Float64Array;

  constructor(items: readonly Item[]) {
    this.items = [...items].sort((one, other) => one.start - other.start);
    this.#starts = Float64Array.from(this.items, ({ start }) => start);
    this.#ends = Float64Array.from(this.items, ({ start, duration }) => start + duration);
    for (let index = 1; index < this.#ends.length; index++) {
      this.#ends[index] = Math.max(this.#ends[index] as number, this.#ends[index - 1] as number);
    }
  }

  near(time: number): readonly Item[] {
    const first = firstAtLeast(this.#ends, time - REACH);
    return this.items.slice(first, Math.max(first, firstAtLeast(this.#starts, time + REACH)));
  }
}

function firstAtLeast(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
