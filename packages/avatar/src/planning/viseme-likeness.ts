import { blendShapesOf } from '../blend-shapes.js';
import { BLEND_SHAPE_NAMES, VISEME_NAMES } from '../names.js';
import { createPose } from '../pose.js';

let table: readonly (readonly number[])[] | undefined;
let distinctnesses: readonly number[] | undefined;

/** How alike two visemes look, by position: 1 for the same face, 0 for faces that share nothing. 1 - |a - b| / (|a| + |b|) of their blend shapes. */
export function visemeLikeness(left: number, right: number): number {
  table ??= build();
  return table[left]?.[right] ?? 0;
}

/** How much a viseme is missed when another stands for it, 0 to 1: its mean unlikeness to all others, in parts of the greatest such mean. */
export function visemeDistinctness(viseme: number): number {
  if (!distinctnesses) {
    const means = VISEME_NAMES.map((_, one) => VISEME_NAMES.reduce((sum, _name, other) => sum + 1 - visemeLikeness(one, other), 0) / VISEME_NAMES.length);
    const greatest = Math.max(...means);
    distinctnesses = means.map((mean) => mean / greatest);
  }
  return distinctnesses[viseme] ?? 0;
}

function build(): number[][] {
  const faces = VISEME_NAMES.map((_, viseme) => {
    const pose = createPose();
    pose.visemes[viseme] = 1;
    const weights = new Float64Array(BLEND_SHAPE_NAMES.length);
    blendShapesOf(pose, weights);
    return weights;
  });
  return faces.map((left, one) =>
    faces.map((right, other) => (one === other ? 1 : 1 - Math.hypot(...left.map((weight, shape) => weight - (right[shape] as number))) / (Math.hypot(...left) + Math.hypot(...right)))),
  );
}
