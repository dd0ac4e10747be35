import { ANSWERS, VISEMES, type LipNetWeights } from './lip-net-weights.js';
import { FRAME_MILLISECONDS, LipStream } from './lip-stream.js';

/** What is heard in a sound: frames of 10 ms. */
export class LipTrack {
  readonly #frames: Float32Array;

  /** @param frames Seventeen numbers each: the 15 visemes, the opening and the closure. */
  constructor(frames: Float32Array) {
    this.#frames = frames;
  }

  /** Number of frames. */
  get count(): number {
    return this.#frames.length / ANSWERS;
  }

  /** Seventeen numbers of a frame: the 15 visemes, the opening and the closure. */
  frame(index: number): Float32Array {
    return this.#frames.subarray(index * ANSWERS, (index + 1) * ANSWERS);
  }
}

/**
 * Hears a whole sound.
 *
 * @param samples -1 to 1.
 */
export function hearLips(samples: Float32Array, sampleRate: number, weights: LipNetWeights): LipTrack {
  const count = Math.ceil((samples.length / sampleRate) * (1000 / FRAME_MILLISECONDS));
  const frames = new Float32Array(count * ANSWERS);
  let frame = 0;
  const stream = new LipStream(weights, sampleRate, ({ visemes, opening, closure }) => {
    if (frame < count) {
      const at = frame++ * ANSWERS;
      frames.set(visemes, at);
      frames[at + VISEMES] = opening;
      frames[at + VISEMES + 1] = closure;
    }
  });
  stream.push(samples);
  // The answers about the end come when silence was heard after it.
  for (const silence = new Float32Array(Math.ceil(sampleRate / 100)); frame < count; ) {
    stream.push(silence);
  }

  return new LipTrack(frames);
}
