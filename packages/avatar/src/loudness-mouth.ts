import { VISEME_NAMES } from './names.js';

/** Below this the mouth is closed, above the other it is wide open; decibels of full scale of speech at usual levels. */
const CLOSED = -46;
const OPEN = -16;
/** Time constants in milliseconds: a mouth opens faster than it closes. */
const OPENING = 25;
const CLOSING = 70;
/** The shape of the opening wanders between vowels, so that loud sound does not look like one held vowel. */
const SHAPES = ['aa', 'E', 'aa', 'oh'].map((name) => VISEME_NAMES.indexOf(name as 'aa'));
const SHAPE_PERIOD = 170;

/** The mouth by loudness alone, for sound without visemes: worse than visemes, far better than a frozen mouth. */
export class LoudnessMouth {
  #open = 0;
  #last = 0;

  /** Closes it. */
  reset(now: number): void {
    this.#open = 0;
    this.#last = now;
  }

  /** Overwrites the weights by those of a loudness (root mean square, 0 to 1). */
  sample(loudness: number, now: number, weights: Float64Array): void {
    const decibels = loudness > 0 ? 20 * Math.log10(loudness) : Number.NEGATIVE_INFINITY;
    const target = Math.max(0, Math.min(1, (decibels - CLOSED) / (OPEN - CLOSED)));
    const elapsed = Math.max(0, Math.min(100, now - this.#last));
    this.#last = now;
    this.#open += (target - this.#open) * (1 - Math.exp(-elapsed / (target > this.#open ? OPENING : CLOSING)));
    if (this.#open < 0.001) this.#open = 0;
    weights.fill(0);
    const place = now / SHAPE_PERIOD;
    const blend = 0.5 - 0.5 * Math.cos(Math.PI * (place - Math.floor(place)));
    const from = SHAPES[Math.floor(place) % SHAPES.length] as number;
    const to = SHAPES[(Math.floor(place) + 1) % SHAPES.length] as number;
    weights[from] = (weights[from] as number) + 0.85 * this.#open * (1 - blend);
    weights[to] = (weights[to] as number) + 0.85 * this.#open * blend;
  }
}
