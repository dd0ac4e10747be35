import type { LipKernel } from './lip-layers.js';

/** Name of the processor. */
export const LIPS_PROCESSOR = 'troupe-lips';

/** Numbers that are told. */
export const MOUTH_VALUES = 16;

/** What the processor is made with. */
export interface LipsOptions {
  /** The file of weights. */
  readonly weights: ArrayBuffer;
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
