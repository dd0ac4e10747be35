/** Samples per second of the emulated audio device: what desktop browsers use. */
export const sampleRate = 48_000;

/** Samples that an audio worklet is given at once, by the Web Audio API. */
export const quantum = 128;

/** Refreshes of the emulated screen per second. */
export const refreshRate = 60;

let playing = null;

/** The page whose sound is being played. */
export const current = () => playing;

/**
 * A page that plays one sound, in virtual time: audio is rendered quantum by quantum, and the screen is refreshed when its time has come.
 * A message between worklet and page arrives at once, which is earlier than in any browser.
 */
export class Page {
  /** Samples that have been rendered. */
  position = 0;

  /** Nanoseconds that the browser itself would have worked, such as in an analyser. */
  spentByBrowser = 0n;

  /** @param {Float32Array} sound At the device's rate. */
  constructor(sound) {
    this.sound = sound;
  }

  /** Seconds of sound that have been rendered. */
  get time() {
    return this.position / sampleRate;
  }

  /** The latest samples, oldest first; silence before the sound. */
  latest(count) {
    return Float64Array.from({ length: count }, (_, index) => this.sound[this.position - count + index] ?? 0);
  }

  /**
   * Plays the sound to its end.
   *
   * @param {(block: Float32Array) => void} render Is given each quantum.
   * @param {(milliseconds: number) => ArrayLike<number>} refresh Moves the face by the time since the last refresh and tells its 15 weights.
   * @returns {Float32Array[]} The weights after each refresh.
   */
  play(render, refresh) {
    playing = this;
    const shown = [];
    for (let count = 0; count / refreshRate < this.sound.length / sampleRate; count++) {
      while ((this.position + quantum) / sampleRate <= count / refreshRate) {
        this.position += quantum;
        render(this.sound.subarray(this.position - quantum, this.position));
      }

      shown.push(Float32Array.from(refresh(1000 / refreshRate)));
    }

    return shown;
  }
}
