import type { PerformanceCue } from '@troupe/protocol';
import { clamp, sampleExpression } from './expression-curve.js';
import { createPose } from './pose.js';

/** Cues that somebody gives while the face does whatever it does: they begin at once, on the page's clock, and add to it. */
export class Directions {
  readonly #sampled = createPose().face;
  #cues: PerformanceCue[] = [];

  /** Takes a cue whose start is its delay, in milliseconds. */
  add(cue: PerformanceCue, now: number): void {
    this.#cues.push({ ...cue, start: now + cue.start });
  }

  /** Forgets all cues. */
  clear(): void {
    this.#cues = [];
  }

  /** Adds what the cues do at a moment to a face. Returns how far they hold the eyes, 0 to 1. */
  apply(face: Float64Array, now: number, reducedMotion: boolean): number {
    if (this.#cues.length === 0) return 0;
    this.#cues = this.#cues.filter(({ start, duration }) => now < start + duration);
    const attention = sampleExpression(reducedMotion ? this.#cues.filter(({ kind }) => kind !== 'gesture') : this.#cues, now, this.#sampled);
    for (let index = 0; index < face.length; index++) face[index] = clamp((face[index] as number) + (this.#sampled[index] as number));
    return attention;
  }
}
