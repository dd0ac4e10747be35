import type { VisemeSpan } from '@troupe/protocol';
import { AudioMouth } from './audio-mouth.js';
import type { LipKernel } from './lip-layers.js';
import type { LipNetWeights } from './lip-net-weights.js';
import { VisemeRuns } from './viseme-runs.js';

/** Milliseconds after which a cue is given although its viseme goes on. */
const LONGEST = 100;

/**
 * The mouth of a stream of sound of which nothing else is known, as the cues that a conversation and a performance file carry: an `Animator` takes them. Times are from the
 * first sample. A cue is given at most 153 ms after the sound of its beginning was taken. `AudioCues` in C# gives the same.
 */
export class AudioCues {
  readonly #mouth: AudioMouth;
  readonly #runs = new VisemeRuns(LONGEST);
  #cues: VisemeSpan[] = [];

  constructor(weights: LipNetWeights, sampleRate: number) {
    this.#mouth = new AudioMouth(weights, sampleRate, ({ visemes }) => this.#keep(this.#runs.next(visemes)));
  }

  /** What computes the network. */
  get kernel(): LipKernel {
    return this.#mouth.kernel;
  }

  /** Takes sound, -1 to 1. Returns the cues that are complete, in order of start. */
  push(sound: Float32Array): readonly VisemeSpan[] {
    this.#mouth.push(sound);
    return this.#take();
  }

  /** Returns the cues that were still to come, once all sound was taken, and begins anew. */
  finish(): readonly VisemeSpan[] {
    this.#mouth.finish();
    this.#keep(this.#runs.finish());
    this.#runs.reset();
    return this.#take();
  }

  #keep(cue: VisemeSpan | undefined): void {
    if (cue) this.#cues.push(cue);
  }

  #take(): readonly VisemeSpan[] {
    const cues = this.#cues;
    this.#cues = [];
    return cues;
  }
}
