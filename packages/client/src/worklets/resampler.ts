/** Zero crossings of the sinc on each side at full band: about 70 dB of stop band with a Blackman window. */
const ZERO_CROSSINGS = 10;

/** Share of the band that is kept; the rest is the filter's slope. */
const PASS_BAND = 0.92;

/**
 * Changes the sample rate of a stream by a windowed-sinc polyphase filter, without delay: output sample n lies at input time n x input / output.
 *
 * See J. O. Smith, "Digital Audio Resampling", https://ccrma.stanford.edu/~jos/resample/.
 */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #half: number;
  readonly #table: Float32Array;
  #pending: Float32Array;
  #first: number;
  #produced = 0;
  #received = 0;

  constructor(inputRate: number, outputRate: number) {
    const divisor = greatestCommonDivisor(inputRate, outputRate);
    this.#up = outputRate / divisor;
    this.#down = inputRate / divisor;
    const cutoff = Math.min(1, this.#up / this.#down) * PASS_BAND;
    this.#half = this.#up === this.#down ? 0 : Math.ceil(ZERO_CROSSINGS / cutoff);
    this.#table = sincTable(this.#up, this.#half, cutoff);
    this.#pending = new Float32Array(this.#half);
    this.#first = -this.#half;
  }

  /** Takes the next samples and returns those that they complete. */
  push(input: Float32Array): Float32Array {
    if (this.#half === 0) {
      return input;
    }

    this.#received += input.length;
    return this.#produce(input, Number.POSITIVE_INFINITY);
  }

  /** Returns what remains when no further samples will come. */
  flush(): Float32Array {
    const total = Math.ceil((this.#received * this.#up) / this.#down);
    return this.#half === 0 ? new Float32Array(0) : this.#produce(new Float32Array(this.#half + 1), total);
  }

  #produce(input: Float32Array, limit: number): Float32Array {
    const samples = new Float32Array(this.#pending.length + input.length);
    samples.set(this.#pending);
    samples.set(input, this.#pending.length);
    const end = this.#first + samples.length;
    const possible = Math.ceil(((end - this.#half) * this.#up) / this.#down);
    const output = new Float32Array(Math.max(0, Math.min(possible, limit) - this.#produced));
    for (let index = 0; index < output.length; index++) {
      const time = this.#produced * this.#down;
      const left = Math.floor(time / this.#up) - this.#half + 1 - this.#first;
      const row = (time % this.#up) * this.#half * 2;
      let sum = 0;
      for (let tap = 0; tap < this.#half * 2; tap++) {
        sum += (samples[left + tap] ?? 0) * (this.#table[row + tap] ?? 0);
      }

      output[index] = sum;
      this.#produced++;
    }

    const keepFrom = Math.max(0, Math.floor((this.#produced * this.#down) / this.#up) - this.#half + 1 - this.#first);
    this.#pending = samples.slice(keepFrom);
    this.#first += Math.min(keepFrom, samples.length);
    return output;
  }
}

function sincTable(phases: number, half: number, cutoff: number): Float32Array {
  const table = new Float32Array(phases * half * 2);
  for (let phase = 0; phase < phases; phase++) {
    let sum = 0;
    for (let tap = 0; tap < half * 2; tap++) {
      const distance = tap - half + 1 - phase / phases;
      const angle = Math.PI * distance * cutoff;
      const across = (distance / half + 1) * Math.PI;
      const window = Math.abs(distance) >= half ? 0 : 0.42 - 0.5 * Math.cos(across) + 0.08 * Math.cos(2 * across);
      const value = (angle === 0 ? 1 : Math.sin(angle) / angle) * window;
      table[phase * half * 2 + tap] = value;
      sum += value;
    }

    for (let tap = 0; tap < half * 2; tap++) {
      table[phase * half * 2 + tap]! /= sum;
    }
  }

  return table;
}

function greatestCommonDivisor(first: number, second: number): number {
  return second === 0 ? first : greatestCommonDivisor(second, first % second);
}
