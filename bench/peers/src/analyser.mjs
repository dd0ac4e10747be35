import { magnitudes } from './fourier.mjs';
import { current } from './page.mjs';

/** The Web Audio API's AnalyserNode, by its specification: Blackman window, transform, smoothing over time, decibels, bytes. */
export class Analyser {
  fftSize = 2048;
  smoothingTimeConstant = 0.8;
  minDecibels = -100;
  maxDecibels = -30;
  #smoothed = null;
  #position = -1;

  /** Number of bins. */
  get frequencyBinCount() {
    return this.fftSize / 2;
  }

  connect() {}

  disconnect() {}

  /** @param {Uint8Array} bytes Is filled: 0 for the lowest decibels, 255 for the highest. */
  getByteFrequencyData(bytes) {
    const started = process.hrtime.bigint();
    this.#look();
    const scale = 255 / (this.maxDecibels - this.minDecibels);
    for (let bin = 0; bin < Math.min(bytes.length, this.frequencyBinCount); bin++) {
      const decibels = 20 * Math.log10(this.#smoothed[bin]);
      bytes[bin] = Math.min(255, Math.max(0, Math.floor(scale * (decibels - this.minDecibels))));
    }

    current().spentByBrowser += process.hrtime.bigint() - started;
  }

  // Twice in one quantum shows the same: the specification smooths once for each block of audio.
  #look() {
    const page = current();
    if (this.#position === page.position && this.#smoothed !== null) {
      return;
    }

    this.#position = page.position;
    const samples = page.latest(this.fftSize);
    for (let index = 0; index < samples.length; index++) {
      const turn = (2 * Math.PI * index) / this.fftSize;
      samples[index] *= 0.42 - 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn);
    }

    const kept = this.smoothingTimeConstant;
    const before = this.#smoothed;
    this.#smoothed = magnitudes(samples).map((value, bin) => kept * (before?.[bin] ?? 0) + ((1 - kept) * value) / this.fftSize);
  }
}
