import type { LipKernel } from './lip-layers.js';
import type { LipNetWeights } from './lip-net-weights.js';

/** Name of the processor. */
export const LIPS_PROCESSOR = 'troupe-lips';

/** Numbers that are told. */
export const MOUTH_VALUES = 16;

/** What the processor is made with. */
export interface LipsOptions {
  /** What was read from the file: to read it takes longer than the sound's thread has. */
  readonly weights: LipNetWeights;
}

/** What the processor obeys: it ends. */
export const LIPS_END = 'end';

/** What the processor tells every 10 ms. */
export interface LipsMessage {
  /** The middle of the 10 ms, as the AudioContext's time in seconds. */
  readonly time: number;
  /** The weights of the 15 visemes, and the opening. */
  readonly values: Float32Array;
  /** What computed it. */
  readonly kernel: LipKernel;
}
