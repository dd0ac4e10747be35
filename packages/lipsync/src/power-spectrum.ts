/** Samples of a spectrum. */
export const SPECTRUM_LENGTH = 512;

const HALF = SPECTRUM_LENGTH / 2;

/** Powers of a spectrum: from 0 Hz to half the sample rate. */
export const SPECTRUM_BINS = HALF + 1;

const COSINES = Float64Array.from({ length: HALF }, (_, index) => Math.cos((2 * Math.PI * index) / SPECTRUM_LENGTH));
const SINES = Float64Array.from({ length: HALF }, (_, index) => -Math.sin((2 * Math.PI * index) / SPECTRUM_LENGTH));
const PLACES = Uint16Array.from({ length: HALF }, (_, index) => reverse(index));

/** The power spectrum of 512 samples, by J. Cooley and J. Tukey's transform of 256 complex values that hold the even and the odd samples. Allocates nothing. */
export class PowerSpectrum {
  readonly #real = new Float64Array(HALF);
  readonly #imaginary = new Float64Array(HALF);

  /** Overwrites `power` by the squared magnitudes of `samples`, not scaled. */
  compute(samples: Float64Array, power: Float64Array): void {
    const real = this.#real;
    const imaginary = this.#imaginary;
    for (let index = 0; index < HALF; index++) {
      real[PLACES[index]!] = samples[2 * index]!;
      imaginary[PLACES[index]!] = samples[2 * index + 1]!;
    }

    transform(real, imaginary);
    for (let bin = 0; bin < SPECTRUM_BINS; bin++) {
      // The spectra of the even and the odd samples in that of the complex values; the odd ones turn by their delay.
      const at = bin % HALF;
      const mirror = (HALF - bin) % HALF;
      const evenReal = 0.5 * (real[at]! + real[mirror]!);
      const evenImaginary = 0.5 * (imaginary[at]! - imaginary[mirror]!);
      const oddReal = 0.5 * (imaginary[at]! + imaginary[mirror]!);
      const oddImaginary = 0.5 * (real[mirror]! - real[at]!);
      const cosine = bin === HALF ? -1 : COSINES[bin]!;
      const sine = bin === HALF ? 0 : SINES[bin]!;
      const sumReal = evenReal + oddReal * cosine - oddImaginary * sine;
      const sumImaginary = evenImaginary + oddReal * sine + oddImaginary * cosine;
      power[bin] = sumReal * sumReal + sumImaginary * sumImaginary;
    }
  }
}

function transform(real: Float64Array, imaginary: Float64Array): void {
  for (let half = 1; half < HALF; half <<= 1) {
    const stride = HALF / half;
    for (let start = 0; start < HALF; start += 2 * half) {
      for (let step = 0; step < half; step++) {
        const cosine = COSINES[step * stride]!;
        const sine = SINES[step * stride]!;
        const low = start + step;
        const high = low + half;
        const turnedReal = real[high]! * cosine - imaginary[high]! * sine;
        const turnedImaginary = real[high]! * sine + imaginary[high]! * cosine;
        real[high] = real[low]! - turnedReal;
        imaginary[high] = imaginary[low]! - turnedImaginary;
        real[low]! += turnedReal;
        imaginary[low]! += turnedImaginary;
      }
    }
  }
}

function reverse(index: number): number {
  let reversed = 0;
  for (let bit = 1; bit < HALF; bit <<= 1) {
    reversed = reversed * 2 + (index & bit ? 1 : 0);
  }

  return reversed;
}
