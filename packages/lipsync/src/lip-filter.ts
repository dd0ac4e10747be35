import { VISEMES } from './lip-net-weights.js';

const SIL = 0;
const PP = 1;
const FF = 2;

/** Frames for which closed lips stay closed: 40 ms. */
const SHORTEST_CLOSURE = 4;
/** Probability that a viseme goes on for another frame. */
const STAY = 0.15;
const CHANGE = (1 - STAY) / (VISEMES - 1);
/** From this probability on the lips touch: the geometric mean of what the head of closure and the odds of PP say. */
const TOUCHING = 0.4;
/** How much of the mouth is left to others while the lips touch. */
const BESIDE_CLOSURE = 0.05;

/**
 * What a network hears, frame by frame, to a mouth that moves as mouths do: a hidden Markov model of the visemes takes out changes that last a frame, and lips that
 * touch are exempt. `LipFilter` in C# says why, and computes the same. Allocates nothing.
 */
export class LipFilter {
  readonly #belief = new Float64Array(VISEMES);
  #closed = 0;

  constructor() {
    this.reset();
  }

  /**
   * Takes what was heard in the next frame.
   *
   * @param visemes 15 probabilities.
   * @param closure Probability that the lips touch.
   * @param weights Gets 15 weights that add up to 1.
   */
  next(visemes: Float64Array, closure: number, weights: Float64Array): void {
    this.#believe(visemes);
    const touch = this.#touch(Math.sqrt(closure * visemes[PP]!));
    for (let viseme = 0; viseme < VISEMES; viseme++) {
      weights[viseme] = viseme === FF ? visemes[viseme]! : this.#belief[viseme]!;
    }

    weights[PP] = 0;
    normalise(weights, touch ? BESIDE_CLOSURE : 1);
    weights[PP] = touch ? 1 - BESIDE_CLOSURE : 0;
  }

  /** Begins anew, at rest. */
  reset(): void {
    this.#belief.fill(0);
    this.#belief[SIL] = 1;
    this.#closed = 0;
  }

  #touch(closure: number): boolean {
    this.#closed = closure >= TOUCHING || (this.#closed > 0 && this.#closed < SHORTEST_CLOSURE) ? this.#closed + 1 : 0;
    return this.#closed > 0;
  }

  #believe(visemes: Float64Array): void {
    for (let viseme = 0; viseme < VISEMES; viseme++) {
      // A little for each: no viseme is ever so unlikely that it could not come back at once.
      this.#belief[viseme] = (this.#belief[viseme]! * (STAY - CHANGE) + CHANGE) * (visemes[viseme]! + 1e-4);
    }

    normalise(this.#belief, 1);
  }
}

function normalise(values: Float64Array, total: number): void {
  let sum = 1e-12;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  for (let index = 0; index < values.length; index++) values[index]! *= total / sum;
}
