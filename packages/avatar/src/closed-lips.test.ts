import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ada, BLEND_SHAPE_NAMES, blendShapesOf, createPose, EXPRESSION_NAMES, GAZE_NAMES, GESTURE_NAMES, overrideVrm, UNDECLARED_VRM, VISEME_NAMES, VRM_NAMES,
  vrmWeightsOf, type Pose, type VrmModel,
} from './index.js';
import { sampleExpression } from './expression-curve.js';
import { sampleMouth } from './mouth-curve.js';
import { Rig, type RigLayer, type RigShape } from './rig.js';

const { contacts, visemes } = JSON.parse(readFileSync(new URL('../../../vectors/acting/closed-lips.json', import.meta.url), 'utf8'));
const PP = VISEME_NAMES.indexOf('PP');
const MOUTHS = VRM_NAMES.indexOf('oh') + 1;
const EMOTIONS = VRM_NAMES.slice(0, VRM_NAMES.indexOf('aa'));
const models: readonly VrmModel[] = [
  UNDECLARED_VRM,
  Object.fromEntries(EMOTIONS.map((name) => [name, { overrideMouth: 'blend' }])),
  Object.fromEntries(EMOTIONS.map((name) => [name, { overrideMouth: 'block', isBinary: true }])),
];
const cues = [
  ...EXPRESSION_NAMES.map((name) => ['expression', name] as const),
  ...GESTURE_NAMES.map((name) => ['gesture', name] as const),
  ...GAZE_NAMES.map((name) => ['gaze', name] as const),
];

/** The same as `ClosedLipsTests` in C#, with the same visemes. */
describe('lips that touch stay shut', () => {
  it.each(cues)('%s %s', (kind, name) => {
    const cue = { kind, name, start: -1000, duration: 4000, weight: 1 };
    const pose = createPose();
    for (const framesPerSecond of [60, 120]) {
      for (const { start, end } of contacts) {
        let [shapes, vrm, drawn, closed] = [1, 1, Number.POSITIVE_INFINITY, 0];
        for (let frame = Math.ceil(((start - 40) / 1000) * framesPerSecond); frame / framesPerSecond < (end + 30) / 1000; frame++) {
          sampleMouth(visemes, (frame / framesPerSecond) * 1000, pose.visemes);
          sampleExpression([cue], (frame / framesPerSecond) * 1000, pose.face);
          shapes = Math.min(shapes, openingOfShapes(pose));
          vrm = Math.min(vrm, Math.max(...models.map((model) => openingOfVrm(pose, model))));
          drawn = Math.min(drawn, openingOfAda(pose));
          closed = Math.max(closed, pose.visemes[PP] as number);
        }
        const place = `${start} ms at ${framesPerSecond} frames per second`;
        expect(closed, place).toBeGreaterThanOrEqual(0.9);
        expect(shapes, place).toBeLessThanOrEqual(0.1);
        expect(vrm, place).toBeLessThanOrEqual(0.1);
        expect(drawn, place).toBeLessThanOrEqual(0.1);
      }
    }
  });

  it('tells an open mouth from a closed one', () => {
    const pose = createPose();
    pose.visemes[VISEME_NAMES.indexOf('aa')] = 1;
    expect(Math.min(openingOfShapes(pose), openingOfVrm(pose, UNDECLARED_VRM), openingOfAda(pose))).toBeGreaterThan(0.5);
  });
});

function openingOfShapes(pose: Pose): number {
  const weights = new Float64Array(BLEND_SHAPE_NAMES.length);
  blendShapesOf(pose, weights);
  const of = (name: (typeof BLEND_SHAPE_NAMES)[number]): number => weights[BLEND_SHAPE_NAMES.indexOf(name)] as number;
  return Math.max(0, of('jawOpen') - of('mouthClose'))
    + Math.max(of('mouthUpperUpLeft'), of('mouthUpperUpRight'), of('mouthLowerDownLeft'), of('mouthLowerDownRight'), of('mouthFunnel'), of('tongueOut'));
}

function openingOfVrm(pose: Pose, model: VrmModel): number {
  const weights = new Float64Array(VRM_NAMES.length);
  vrmWeightsOf(pose, model, weights);
  overrideVrm(model, weights);
  return weights.subarray(0, MOUTHS).reduce((sum, weight) => sum + weight, 0);
}

const rig = new Rig(ada);
const inMouth = mouthOf(rig.layers) as RigShape;

/** How far Ada's lips are apart in the middle, as a part of her widest opening. */
function openingOfAda(pose: Pose): number {
  rig.set(pose);
  const [upper, lower] = [inMouth.points[3 * 2 + 1] as number, inMouth.points[9 * 2 + 1] as number];
  return Math.abs(lower - upper) / 44;
}

/** The shape that clips tongue and teeth: what is seen between the lips, by the middle of the upper one. */
function mouthOf(layers: readonly RigLayer[]): RigShape | undefined {
  for (const layer of layers) {
    if (!('layers' in layer)) continue;
    const found = layer.clip?.points[6] === 320 && layer.clip.points[7] === 388 ? layer.clip : mouthOf(layer.layers);
    if (found) return found;
  }
  return undefined;
}
