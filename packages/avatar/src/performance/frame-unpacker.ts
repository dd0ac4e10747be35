import type { FrameTrack } from '@troupe/protocol';

interface Channel {
  readonly position: number;
  /** The frame after each run. */
  readonly ends: Int32Array;
  readonly weights: readonly number[];
}

/** Any frame of a packed track. Holds runs, never all frames: a track of a day costs no more than its runs. `FrameUnpacker` in C# reads the same. */
export class FrameUnpacker {
  /** Number of frames. */
  readonly count: number;
  /** Frames per second. */
  readonly frameRate: number;
  readonly #channels: readonly Channel[];

  /**
   * @param track A track that `readPerformance` read.
   * @param names The weights to unpack, such as `VISEME_NAMES` or `BLEND_SHAPE_NAMES`; channels of other names are passed over.
   */
  constructor(track: FrameTrack, names: readonly string[]) {
    this.count = track.count;
    this.frameRate = track.frameRate;
    this.#channels = track.channels
      .map(({ name, lengths, weights }) => ({ position: names.indexOf(name), ends: endsOf(lengths), weights }))
      .filter(({ position }) => position >= 0);
  }

  /** Overwrites the weights by those of a frame, 0 to below {@link count}; throws a `RangeError` for any other. */
  read(frame: number, weights: Float64Array): void {
    if (!(frame >= 0 && frame < this.count)) throw new RangeError(`There is no frame ${frame}: there are ${this.count}.`);
    weights.fill(0);
    for (const { position, ends, weights: values } of this.#channels) weights[position] = values[runOf(ends, frame)] as number;
  }
}

/** The run that holds a frame: the first that ends after it. */
function runOf(ends: Int32Array, frame: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) <= frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

function endsOf(lengths: readonly number[]): Int32Array {
  let end = 0;
  return Int32Array.from(lengths, (length) => (end += length));
}
