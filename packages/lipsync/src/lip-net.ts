import { GatedLayer, sigmoid } from './gated-layer.js';
import { BANDS, HOP, LipNetBands, SAMPLE_RATE } from './lip-net-bands.js';
import { ANSWERS, CONTEXT, VISEMES, type LipNetWeights } from './lip-net-weights.js';
import { multiplyRows } from './rows.js';

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
  readonly #heard = new Float64Array(CONTEXT * BANDS);
  readonly #front: Float64Array;
  readonly #first: GatedLayer;
  readonly #second: GatedLayer;
  readonly #sum: Float64Array;
  readonly #answers = new Float64Array(ANSWERS);
  readonly #answer = { visemes: new Float64Array(VISEMES), opening: 0, closure: 0 };

  constructor(weights: LipNetWeights) {
    this.#weights = weights;
    this.#front = new Float64Array(weights.units);
    this.#sum = new Float64Array(weights.units);
    this.#first = new GatedLayer(weights.first, weights.units);
    this.#second = new GatedLayer(weights.second, weights.units);
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
    this.#heard.fill(0);
    this.#first.reset();
    this.#second.reset();
  }

  #hear(): void {
    const { mean, deviation, front, frontBias, heads, headsBias } = this.#weights;
    this.#heard.copyWithin(0, BANDS);
    const newest = this.#heard.length - BANDS;
    for (let band = 0; band < BANDS; band++) {
      this.#heard[newest + band] = (this.#newest[band]! - mean[band]!) / deviation[band]!;
    }

    multiplyRows(front, frontBias, this.#heard, this.#front);
    for (let unit = 0; unit < this.#front.length; unit++) {
      this.#front[unit] = Math.max(0, this.#front[unit]!);
    }

    this.#first.step(this.#front);
    this.#second.step(this.#first.state);
    for (let unit = 0; unit < this.#sum.length; unit++) {
      this.#sum[unit] = this.#first.state[unit]! + this.#second.state[unit]!;
    }

    multiplyRows(heads, headsBias, this.#sum, this.#answers);
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
