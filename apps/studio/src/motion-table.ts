import { BLEND_SHAPE_NAMES, blendShapesOf, createPose, strongestViseme, VISEME_NAMES, type Pose } from '@troupe/avatar';
import type { Motion } from './ways.js';

/** Milliseconds from one row to the next: finer than a frame at 120 Hz. */
export const STEP = 5;

/** A motion drawn to a table, for pictures of all of it. */
export class MotionTable {
  readonly rows: number;
  readonly #visemes: Float32Array;
  readonly #shapes: Float32Array;

  constructor(motion: Motion, duration: number) {
    this.rows = Math.floor(duration / STEP) + 1;
    this.#visemes = new Float32Array(this.rows * VISEME_NAMES.length);
    this.#shapes = new Float32Array(this.rows * BLEND_SHAPE_NAMES.length);
    const pose: Pose = createPose();
    const shapes = new Float64Array(BLEND_SHAPE_NAMES.length);
    for (let row = 0; row < this.rows; row++) {
      motion.sample(pose, row * STEP);
      blendShapesOf(pose, shapes);
      this.#visemes.set(pose.visemes, row * VISEME_NAMES.length);
      this.#shapes.set(shapes, row * BLEND_SHAPE_NAMES.length);
    }
  }

  /** The weight of a viseme in a row. */
  viseme(row: number, viseme: number): number {
    return this.#visemes[row * VISEME_NAMES.length + viseme] ?? 0;
  }

  /** The weight of a blend shape in a row. */
  shape(row: number, shape: number): number {
    return this.#shapes[row * BLEND_SHAPE_NAMES.length + shape] ?? 0;
  }

  /** The blend shapes that move most, those of the eyes, the brows and the cheeks aside. */
  liveliest(count: number): readonly number[] {
    return BLEND_SHAPE_NAMES.map((name, shape) => ({ name, shape, most: this.#mostOf(shape) }))
      .filter(({ name, most }) => /^(jaw|mouth|tongue)/.test(name) && !name.endsWith('Right') && most > 0.02)
      .sort((one, other) => other.most - one.most)
      .slice(0, count)
      .map(({ shape }) => shape);
  }

  /** How often two motions show the same shape, where either shows one: 0 to 1; undefined where neither does. */
  agreementWith(other: MotionTable): number | undefined {
    let [same, all] = [0, 0];
    for (let row = 0; row < Math.min(this.rows, other.rows); row++) {
      const [mine, theirs] = [this.#shownIn(row), other.#shownIn(row)];
      if (mine > 0 || theirs > 0) {
        all++;
        same += mine === theirs ? 1 : 0;
      }
    }

    return all === 0 ? undefined : same / all;
  }

  #shownIn(row: number): number {
    return strongestViseme(Float64Array.from(this.#visemes.subarray(row * VISEME_NAMES.length, (row + 1) * VISEME_NAMES.length)));
  }

  #mostOf(shape: number): number {
    let most = 0;
    for (let row = 0; row < this.rows; row++) most = Math.max(most, this.shape(row, shape));
    return most;
  }
}
