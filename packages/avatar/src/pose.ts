import { FACE_NAMES, VISEME_NAMES } from './names.js';

/** A face at one moment; all zero is the face at rest. */
export interface Pose {
  /** Weights by position in `VISEME_NAMES`, 0 to 1, together at most 1. */
  readonly visemes: Float64Array;
  /** Values by position in `FACE_NAMES`. */
  readonly face: Float64Array;
}

/** A face at rest. */
export function createPose(): Pose {
  return { visemes: new Float64Array(VISEME_NAMES.length), face: new Float64Array(FACE_NAMES.length) };
}

/**
 * The step from 0 to 1 that every curve of the face is made of: 6x^5 - 15x^4 + 10x^3 (Perlin 2002), without jumps in speed or acceleration.
 */
export function easedStep(x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return Math.min(1, x * x * x * (x * (x * 6 - 15) + 10));
}
