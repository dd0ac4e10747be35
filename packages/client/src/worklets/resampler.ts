/** Zero crossings of the sinc on each side at full band: about 70 dB of stop band with a Blackman window. */
const ZERO_CROSSINGS = 10;

/** Share of the band that is kept; the rest is the filter's slope. */
const PASS_BAND = 0.92;

/** Samples that are taken at a time. */
const BLOCK = 128;

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
  readonly #line: Float32Array;
  #filled = 0;
  #phase = 0;
  #produced = 0;
  #received = 0;

  constructor(inputRate: number, outputRate: number) {
    const divisor = greatestCommonDivisor(inputRate, outputRate);
    this.#up = outputRate / divisor;
    this.#down = inputRate / divisor;
    const cutoff = Math.min(1, this.#up / this.#down) * PASS_BAND;
    this.#half = this.#up === this.#down ? 0 : Math.ceil(ZERO_CROSSINGS / cutoff);
    this.#table = sincTable(this.#up, this.#half, cutoff);
    this.#line = new Float32Array(2 * this.#half + BLOCK);
    this.reset();
  }

  /** Takes the next samples and returns those that they complete. */
  push(input: Float32Array): Float32Array {
    if (this.#half === 0) {
      return input;
    }

    const output = new Float32Array(this.mostFor(input.length));
    return output.subarray(0, this.convert(input, output));
  }

  /** The most samples that a number of samples completes. */
  mostFor(input: number): number {
    return Math.ceil((input * this.#up) / this.#down) + 1;
  }

  /**
   * Takes the next samples and writes those that they complete. Allocates nothing.
   *
   * @param output Holds at least {@link mostFor} the samples.
   * @returns How many were written.
   */
  convert(input: Float32Array, output: Float32Array): number {
    if (this.#half === 0) {
      output.set(input);
      return input.length;
    }

    this.#received += input.length;
    let written = 0;
    for (let from = 0; from < input.length; ) {
      const taken = Math.min(input.length - from, this.#line.length - this.#filled);
      for (let index = 0; index < taken; index++) {
        this.#line[this.#filled + index] = input[from + index]!;
      }

      this.#filled += taken;
      from += taken;
      written = this.#filter(output, written, output.length);
    }

    this.#produced += written;
    return written;
  }

  /** Returns what remains when no further samples will come. */
  flush(): Float32Array {
    const missing = this.#half === 0 ? 0 : Math.ceil((this.#received * this.#up) / this.#down) - this.#produced;
    const output = new Float32Array(missing);
    for (let written = 0; written < missing; ) {
      this.#line.fill(0, this.#filled);
      this.#filled = this.#line.length;
      written = this.#filter(output, written, missing);
    }

    this.#produced += missing;
    return output;
  }

  /** Begins anew, without the samples that came before. */
  reset(): void {
    // Half a filter of silence before the first sample puts the middle of the filter on it.
    this.#filled = Math.max(0, this.#half - 1);
    this.#line.fill(0);
    this.#phase = 0;
    this.#produced = 0;
    this.#received = 0;
  }

  #filter(output: Float32Array, from: number, end: number): number {
    const taps = this.#half * 2;
    const line = this.#line;
    const table = this.#table;
    let position = 0;
    let written = from;
    while (position + taps <= this.#filled && written < end) {
      const row = this.#phase * taps;
      // Taps are even in number. Two sums at once: a single one would wait for itself at every tap.
      let even = 0;
      let odd = 0;
      for (let tap = 0; tap < taps; tap += 2) {
        even += line[position + tap]! * table[row + tap]!;
        odd += line[position + tap + 1]! * table[row + tap + 1]!;
      }

      output[written++] = even + odd;
      this.#phase += this.#down;
      position += Math.floor(this.#phase / this.#up);
      this.#phase %= this.#up;
    }

    this.#line.copyWithin(0, position, this.#filled);
    this.#filled -= position;
    return written;
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
