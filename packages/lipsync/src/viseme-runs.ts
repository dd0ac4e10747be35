import type { VisemeSpan } from '@troupe/protocol';
import { FRAME_MILLISECONDS } from './lip-listener.js';

/**
 * Frames of a mouth to the cues that a conversation and a performance file carry: each stretch in which one viseme is shown most becomes a cue, as strong as it was shown at
 * its strongest. `VisemeRuns` in C# gives the same.
 */
export class VisemeRuns {
  readonly #longest: number;
  #frames = 0;
  #from = 0;
  #viseme = 0;
  #weight = 0;

  /** @param longest Milliseconds after which a cue is given although its viseme goes on, in a cue that follows without a gap. */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Takes the weights of the next frame. Returns the cue that ends before it, if one does; the mouth at rest makes none. */
  next(visemes: Float64Array): VisemeSpan | undefined {
    let shown = 0;
    for (let viseme = 1; viseme < visemes.length; viseme++) {
      if (visemes[viseme]! > visemes[shown]!) shown = viseme;
    }

    let cue: VisemeSpan | undefined;
    if (shown !== this.#viseme || (this.#frames - this.#from) * FRAME_MILLISECONDS >= this.#longest) {
      cue = this.finish();
      this.#viseme = shown;
      this.#weight = 0;
    }

    this.#weight = Math.max(this.#weight, visemes[shown]!);
    this.#frames++;
    return cue;
  }

  /** Returns the cue that was going on, ending with the last frame. */
  finish(): VisemeSpan | undefined {
    const [start, duration] = [this.#from * FRAME_MILLISECONDS, (this.#frames - this.#from) * FRAME_MILLISECONDS];
    this.#from = this.#frames;
    return this.#viseme === 0 || duration <= 0 ? undefined : { viseme: this.#viseme, start, duration, weight: Math.min(1, this.#weight) };
  }

  /** Begins anew. */
  reset(): void {
    this.#frames = this.#from = this.#viseme = this.#weight = 0;
  }
}
