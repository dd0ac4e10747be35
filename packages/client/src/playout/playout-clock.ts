/** What a clock follows: a position in milliseconds, and whether it advances at this moment. */
export interface ClockSource {
  /** Milliseconds. */
  readonly position: number;
  /** False while playing has stalled or is over. */
  readonly running: boolean;
}

/** Settings of a {@link PlayoutClock}. */
export interface PlayoutClockOptions {
  /** Time in milliseconds that never jumps. Default: `performance.now`. */
  readonly now?: () => number;
  /** Time in which half of the difference to the source is made up, in milliseconds. Default: 50. */
  readonly halfLife?: number;
  /** Difference beyond which the clock takes the source's position at once, in milliseconds. Default: 33, one frame at 30 Hz. */
  readonly snap?: number;
}

/**
 * A smooth clock over a coarse one: audio positions advance in steps, pictures need every frame between them.
 *
 * Between readings it advances with real time and closes the difference to the source exponentially. It never runs
 * backwards: where the source is behind, it waits. After osu-framework's interpolating clock.
 */
export class PlayoutClock {
  readonly #source: () => ClockSource;
  readonly #now: () => number;
  readonly #halfLife: number;
  readonly #snap: number;
  #value: number | undefined;
  #readAt = 0;
  #drift = 0;

  constructor(source: () => ClockSource, options: PlayoutClockOptions = {}) {
    this.#source = source;
    this.#now = options.now ?? ((): number => performance.now());
    this.#halfLife = options.halfLife ?? 50;
    this.#snap = options.snap ?? 33;
  }

  /** How far the source was ahead of the clock at the last reading, before correction, in milliseconds. */
  get drift(): number {
    return this.#drift;
  }

  /** Forgets the position: the next reading is the source's, also where that is earlier. */
  reset(): void {
    this.#value = undefined;
    this.#drift = 0;
  }

  /** The position at this moment, in milliseconds. */
  read(): number {
    const now = this.#now();
    const { position, running } = this.#source();
    const elapsed = Math.max(0, now - this.#readAt);
    this.#readAt = now;
    if (this.#value === undefined) {
      this.#value = position;
      return position;
    }

    const expected = running ? this.#value + elapsed : this.#value;
    this.#drift = position - expected;
    const remaining = Math.abs(this.#drift) > this.#snap || !running ? 0 : this.#drift * 0.5 ** (elapsed / this.#halfLife);
    this.#value = Math.max(this.#value, position - remaining);
    return this.#value;
  }
}
