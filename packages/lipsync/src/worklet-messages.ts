/** Name of the processor. */
export const LIPS_PROCESSOR = 'troupe-lips';

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
  /** Seventeen numbers: the 15 visemes, the opening and the closure. */
  readonly values: Float32Array;
}
