/** A gain that moves in straight lines, so that a change of level is no click. */
export class LevelRamp {
  readonly #rate: number;
  #level = 1;
  #goal = 1;
  #step = 0;

  /** @param rate Samples per second. */
  constructor(rate: number) {
    this.#rate = rate;
  }

  /** Moves to a gain within a time in seconds, from where it is. */
  moveTo(gain: number, seconds: number): void {
    this.#goal = gain;
    this.#step = (gain - this.#level) / Math.max(1, Math.round(this.#rate * seconds));
  }

  /** Is at full level at once: for what begins. */
  reset(): void {
    this.#level = this.#goal = 1;
    this.#step = 0;
  }

  /** The gain of the next sample. */
  next(): number {
    this.#level += this.#step;
    if (this.#step < 0 ? this.#level <= this.#goal : this.#level >= this.#goal) {
      this.#level = this.#goal;
      this.#step = 0;
    }

    return this.#level;
  }
}
