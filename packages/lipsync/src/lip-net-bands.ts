import { PowerSpectrum, SPECTRUM_BINS, SPECTRUM_LENGTH } from './power-spectrum.js';

/** Hertz of the sound that the network hears. */
export const SAMPLE_RATE = 16_000;

/** Samples from one frame to the next: 10 ms. */
export const HOP = 160;

/** Bands. */
export const BANDS = 40;

/** Samples of a frame; its middle is the middle of its hop. */
const FRAME = 2 * HOP;

/** Samples of the next hop that a frame needs. */
const AHEAD = HOP / 2;

const LOWEST = 60;
const HIGHEST = 7600;
const FLOOR = 1e-6;

interface Triangle {
  readonly first: number;
  readonly weights: Float64Array;
}

const HANN = Float64Array.from({ length: FRAME }, (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 0.5)) / FRAME));
const TRIANGLES = makeTriangles();

/**
 * What a `LipNet` hears: the logarithms of the energy in 40 mel bands (O'Shaughnessy's formula, 2595 log10(1 + f / 700)) from 60 to 7,600 Hz, in frames of 20 ms,
 * 10 ms apart. `LipNetBands` in C# computes the same. Allocates nothing per frame.
 */
export class LipNetBands {
  readonly #spectrum = new PowerSpectrum();
  readonly #samples = new Float64Array(FRAME);
  readonly #windowed = new Float64Array(SPECTRUM_LENGTH);
  readonly #power = new Float64Array(SPECTRUM_BINS);
  // Before the sound is silence: the first frame begins half a hop before it.
  #filled = AHEAD;

  /**
   * Takes sound up to the end of the next frame.
   *
   * @param sound At 16 kHz, -1 to 1.
   * @param from Where to begin in it.
   * @returns How many samples were taken. {@link complete} says whether they end a frame.
   */
  take(sound: Float32Array, from: number, end: number): number {
    if (this.complete) {
      this.#samples.copyWithin(0, HOP);
      this.#filled = FRAME - HOP;
    }

    const taken = Math.min(end - from, FRAME - this.#filled);
    for (let index = 0; index < taken; index++) {
      this.#samples[this.#filled + index] = sound[from + index]!;
    }

    this.#filled += taken;
    return taken;
  }

  /** Whether a frame is complete. */
  get complete(): boolean {
    return this.#filled === FRAME;
  }

  /** Overwrites `bands` by those of the frame that is complete. */
  compute(bands: Float64Array): void {
    for (let index = 0; index < FRAME; index++) {
      this.#windowed[index] = this.#samples[index]! * HANN[index]!;
    }

    this.#spectrum.compute(this.#windowed, this.#power);
    for (let band = 0; band < BANDS; band++) {
      const { first, weights } = TRIANGLES[band]!;
      let energy = 0;
      for (let index = 0; index < weights.length; index++) {
        energy += weights[index]! * this.#power[first + index]!;
      }

      bands[band] = Math.log(Math.max(energy, FLOOR));
    }
  }

  /** Begins anew, as after silence. */
  reset(): void {
    this.#samples.fill(0);
    this.#filled = AHEAD;
  }
}

function makeTriangles(): readonly Triangle[] {
  const corners = Array.from({ length: BANDS + 2 }, (_, index) => hertz(mel(LOWEST) + ((mel(HIGHEST) - mel(LOWEST)) * index) / (BANDS + 1)));
  return Array.from({ length: BANDS }, (_, band) => triangle(corners[band]!, corners[band + 1]!, corners[band + 2]!));
}

function triangle(left: number, middle: number, right: number): Triangle {
  const weights = Float64Array.from({ length: SPECTRUM_BINS }, (_, bin) => {
    const place = (bin * SAMPLE_RATE) / SPECTRUM_LENGTH;
    return Math.max(0, Math.min((place - left) / (middle - left), (right - place) / (right - middle)));
  });
  const first = Math.max(0, weights.findIndex((weight) => weight > 0));
  return { first, weights: weights.slice(first, weights.findLastIndex((weight) => weight > 0) + 1) };
}

function mel(frequency: number): number {
  return 2595 * Math.log10(1 + frequency / 700);
}

function hertz(pitch: number): number {
  return 700 * (10 ** (pitch / 2595) - 1);
}
