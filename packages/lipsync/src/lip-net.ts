import { sigmoid } from './gated-layer.js';
import { openLayers, type LipKernel, type LipLayers } from './lip-layers.js';
import { BANDS, HOP, LipNetBands, SAMPLE_RATE } from './lip-net-bands.js';
import { ANSWERS, VISEMES, type LipNetWeights } from './lip-net-weights.js';

/** What a {@link LipNet} hears in 10 ms of sound. */
export interface LipAnswer {
  /** The probability of each of the 15 visemes; together 1. */
  readonly visemes: Float64Array;
  /** How far the mouth is open, 0 to 1. */
  readonly opening: number;
  /** The probability that the lips touch. */
  readonly closure: number;
}

/**
 * Hears the mouth in sound alone: 16 kHz in, every 10 ms the 15 visemes, the opening of the mouth and the closure of the lips as they were some frames before.
 * A convolution over three frames of {@link LipNetBands}, two gated recurrent layers and their sum; `tools/lipsync` defines and trains it, and `LipNet` in C#
 * computes the same. Allocates nothing per frame. One for each stream.
 */
export class LipNet {
  readonly #weights: LipNetWeights;
  readonly #bands = new LipNetBands();
  readonly #newest = new Float64Array(BANDS);
  readonly #layers: LipLayers;
  readonly #answers = new Float64Array(ANSWERS);
  readonly #answer = { visemes: new Float64Array(VISEMES), opening: 0, closure: 0 };

  constructor(weights: LipNetWeights) {
    this.#weights = weights;
    this.#layers = openLayers(weights);
  }

  /** What computes it. */
  get kernel(): LipKernel {
    return this.#layers.kernel;
  }

  /** Milliseconds from the middle of a frame until its answer is known: the delay in frames, and half a frame. */
  get lookAhead(): number {
    return ((this.#weights.delay + 1) * HOP * 1000) / SAMPLE_RATE;
  }

  /**
   * Takes sound.
   *
   * @param sound At 16 kHz, -1 to 1.
   * @param answered Called for each 10 ms that are complete; the first answers, as many as the delay has frames, are about the time before the sound. The answer is
   * the same object every time.
   * @param length How many samples of `sound` count. Default: all.
   */
  push(sound: Float32Array, answered: (answer: LipAnswer) => void, length = sound.length): void {
    for (let from = 0; from < length; ) {
      from += this.#bands.take(sound, from, length);
      if (this.#bands.complete) {
        this.#bands.compute(this.#newest);
        this.#hear();
        answered(this.#settle());
      }
    }
  }

  /** Begins anew, as after silence. */
  reset(): void {
    this.#bands.reset();
    this.#layers.reset();
  }

  #hear(): void {
    const { mean, deviation } = this.#weights;
    for (let band = 0; band < BANDS; band++) {
      this.#newest[band] = (this.#newest[band]! - mean[band]!) / deviation[band]!;
    }

    this.#layers.step(this.#newest, this.#answers);
  }

  #settle(): LipAnswer {
    const { visemes } = this.#answer;
    let most = this.#answers[0]!;
    for (let viseme = 1; viseme < VISEMES; viseme++) {
      most = Math.max(most, this.#answers[viseme]!);
    }

    let total = 0;
    for (let viseme = 0; viseme < VISEMES; viseme++) {
      visemes[viseme] = Math.exp(this.#answers[viseme]! - most);
      total += visemes[viseme]!;
    }

    for (let viseme = 0; viseme < VISEMES; viseme++) {
      visemes[viseme]! /= total;
    }

    this.#answer.opening = sigmoid(this.#answers[VISEMES]!);
    this.#answer.closure = sigmoid(this.#answers[VISEMES + 1]!);
    return this.#answer;
  }
}
