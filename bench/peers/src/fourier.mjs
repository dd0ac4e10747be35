/**
 * Magnitudes of the spectrum of real samples, from 0 Hz to below half the sample rate.
 *
 * @param {Float64Array} real Samples, a power of two of them; overwritten.
 * @returns {Float64Array} As many as half the samples, not normalised.
 */
export function magnitudes(real) {
  const size = real.length;
  const imaginary = new Float64Array(size);
  reorder(real);
  for (let half = 1; half < size; half *= 2) {
    for (let step = 0; step < half; step++) {
      const angle = (-Math.PI * step) / half;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      for (let even = step; even < size; even += 2 * half) {
        const odd = even + half;
        const turnedReal = real[odd] * cos - imaginary[odd] * sin;
        const turnedImaginary = real[odd] * sin + imaginary[odd] * cos;
        real[odd] = real[even] - turnedReal;
        imaginary[odd] = imaginary[even] - turnedImaginary;
        real[even] += turnedReal;
        imaginary[even] += turnedImaginary;
      }
    }
  }

  return Float64Array.from({ length: size / 2 }, (_, bin) => Math.hypot(real[bin], imaginary[bin]));
}

function reorder(values) {
  for (let index = 1, mirrored = 0; index < values.length; index++) {
    let bit = values.length / 2;
    for (; mirrored & bit; bit /= 2) {
      mirrored ^= bit;
    }

    mirrored |= bit;
    if (index < mirrored) {
      [values[index], values[mirrored]] = [values[mirrored], values[index]];
    }
  }
}
