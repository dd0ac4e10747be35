import { Resampler } from '@troupe/client';
import { HOP, SAMPLE_RATE } from './lip-net-bands.js';
import type { LipKernel } from './lip-layers.js';
import type { LipNetWeights } from './lip-net-weights.js';
import { LipNet, type LipAnswer } from './lip-net.js';

/** Milliseconds from one answer to the next. */
export const FRAME_MILLISECONDS = (HOP * 1000) / SAMPLE_RATE;

/** Samples that are taken at a time, as many as an AudioWorklet gives. */
const BLOCK = 128;

/**
 * Hears the mouth in a stream of sound of any rate, in pieces of any length: for every 10 ms how likely each viseme is, how far the mouth is open, and whether the lips
 * touch. Allocates nothing per frame. One for each stream.
 */
export class LipListener {
  readonly #net: LipNet;
  readonly #resampler: Resampler;
  readonly #resampled: Float32Array;
  readonly #delay: number;
  readonly #silence: Float32Array;
  readonly #framesPerSample: number;
  readonly #answered: (answer: LipAnswer, time: number) => void;
  #frame = 0;
  #taken = 0;
  #last = Number.POSITIVE_INFINITY;

  /**
   * @param weights The network's.
   * @param sampleRate Of the sound.
   * @param answered Called for every 10 ms with what is heard there and with their middle, in milliseconds from the first sample. The answer is the same object every
   * time.
   */
  constructor(weights: LipNetWeights, sampleRate: number, answered: (answer: LipAnswer, time: number) => void) {
    this.#net = new LipNet(weights);
    this.#resampler = new Resampler(sampleRate, SAMPLE_RATE);
    this.#resampled = new Float32Array(this.#resampler.mostFor(BLOCK));
    this.#delay = weights.delay;
    this.#silence = new Float32Array(Math.ceil(sampleRate / 100));
    this.#framesPerSample = 1000 / FRAME_MILLISECONDS / sampleRate;
    this.#answered = answered;
  }

  /** Milliseconds from the middle of a frame until its answer is known; resampling adds up to 3. */
  get lookAhead(): number {
    return this.#net.lookAhead;
  }

  /** What computes the network. */
  get kernel(): LipKernel {
    return this.#net.kernel;
  }

  /** Takes sound, -1 to 1. */
  push(sound: Float32Array): void {
    this.#taken += sound.length;
    for (let from = 0; from < sound.length; from += BLOCK) {
      const block = sound.length <= BLOCK ? sound : sound.subarray(from, from + BLOCK);
      this.#net.push(this.#resampled, this.#answer, this.#resampler.convert(block, this.#resampled));
    }
  }

  /**
   * Tells the answers that were still to come, once all sound was taken, as if silence followed: there is one for every whole frame of the sound. Then it begins anew.
   */
  finish(): void {
    this.#last = Math.floor(this.#taken * this.#framesPerSample + 1e-9);
    while (this.#frame - this.#delay < this.#last) {
      this.push(this.#silence);
    }

    this.reset();
  }

  /** Begins anew, as after silence. */
  reset(): void {
    this.#taken = 0;
    this.#last = Number.POSITIVE_INFINITY;
    this.#net.reset();
    this.#resampler.reset();
    this.#frame = 0;
  }

  readonly #answer = (answer: LipAnswer): void => {
    // The first answers are about the time before the sound.
    const about = this.#frame++ - this.#delay;
    if (about >= 0 && about < this.#last) {
      this.#answered(answer, (about + 0.5) * FRAME_MILLISECONDS);
    }
  };
}
