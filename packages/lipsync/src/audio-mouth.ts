import { LipFilter } from './lip-filter.js';
import type { LipKernel } from './lip-layers.js';
import { LipListener } from './lip-listener.js';
import { VISEMES, type LipNetWeights } from './lip-net-weights.js';

/** The mouth of a frame of 10 ms. */
export interface Mouth {
  /** Weights of the 15 visemes; they add up to 1. */
  readonly visemes: Float64Array;
  /** How far the mouth is open, 0 to 1; at most 0.1 while the lips touch. */
  readonly opening: number;
}

const PP = 1;

/** How far the 15 visemes open the mouth, of the widest opening: `LipOpening` in C#. */
const OPENINGS = [0, 0, 0.12, 0.2, 0.2, 0.25, 0.2, 0.15, 0.25, 0.25, 1, 0.6, 0.35, 0.6, 0.25];

function openingOf(visemes: Float64Array): number {
  let opening = 0;
  for (let viseme = 0; viseme < OPENINGS.length; viseme++) opening += OPENINGS[viseme]! * visemes[viseme]!;
  return opening;
}

/**
 * The mouth of a stream of sound of which nothing else is known, at rest in silence, breath and music: as {@link LipListener} hears it, moved as mouths move. `AudioMouth`
 * in C# computes the same. Allocates nothing per frame. One for each stream.
 */
export class AudioMouth {
  readonly #listener: LipListener;
  readonly #filter = new LipFilter();
  readonly #mouth = { visemes: new Float64Array(VISEMES), opening: 0 };

  /**
   * @param weights What it has learnt.
   * @param sampleRate Of the sound.
   * @param moved Called for every 10 ms with the mouth and their middle, in milliseconds from the first sample. The mouth is the same object every time.
   */
  constructor(weights: LipNetWeights, sampleRate: number, moved: (mouth: Mouth, time: number) => void) {
    this.#listener = new LipListener(weights, sampleRate, ({ visemes, opening, closure }, time) => {
      this.#filter.next(visemes, closure, this.#mouth.visemes);
      // Two guesses of one thing: their mean is nearer than either.
      this.#mouth.opening = ((opening + openingOf(visemes)) / 2) * (1 - this.#mouth.visemes[PP]!);
      moved(this.#mouth, time);
    });
  }

  /** What computes the network. */
  get kernel(): LipKernel {
    return this.#listener.kernel;
  }

  /** Takes sound, -1 to 1. */
  push(sound: Float32Array): void {
    this.#listener.push(sound);
  }

  /** Tells the frames that were still to come, once all sound was taken, as if silence followed; then begins anew. */
  finish(): void {
    this.#listener.finish();
    this.#filter.reset();
  }

  /** Begins anew, at rest. */
  reset(): void {
    this.#listener.reset();
    this.#filter.reset();
  }
}
