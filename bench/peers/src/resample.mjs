import { sampleRate } from './page.mjs';

const heard = 16_000;
const factor = sampleRate / heard;
const reach = 24;

// Sinc below the old half rate, 24 old samples to both sides, Blackman window; one row for each new sample between two old ones.
const rows = Array.from({ length: factor }, (_, phase) =>
  Float64Array.from({ length: 2 * reach }, (_, tap) => {
    const distance = tap - reach + 1 - phase / factor;
    const turn = (Math.PI * distance) / reach;
    const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
    return Math.abs(distance) < reach ? sinc * (0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn)) : 0;
  }),
);

/**
 * 16 kHz as the audio device plays it, without delay.
 *
 * @param {Int16Array} samples
 * @returns {Float32Array} -1 to 1.
 */
export function atDeviceRate(samples) {
  const sound = new Float32Array(samples.length * factor);
  for (let index = 0; index < samples.length; index++) {
    for (let phase = 0; phase < factor; phase++) {
      const row = rows[phase];
      let sum = 0;
      for (let tap = 0; tap < row.length; tap++) {
        sum += row[tap] * (samples[index + tap - reach + 1] ?? 0);
      }

      sound[index * factor + phase] = sum / 32_768;
    }
  }

  return sound;
}
