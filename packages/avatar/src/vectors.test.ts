import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  addIdleLife, blendShapesOf, BLEND_SHAPE_NAMES, createPose, FACE_NAMES, overrideVrm, strongestViseme, UNDECLARED_VRM, VISEME_MORPH_NAMES, VISEME_NAMES,
  visemeIndex, VRM_LEGACY_NAMES, VRM_NAMES, vrmWeightsOf, type VrmModel,
} from './index.js';
import { sampleExpression } from './expression-curve.js';
import { sampleMouth } from './mouth-curve.js';

const folder = new URL('../../../vectors/acting/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const utterances = readdirSync(folder).filter((name) => Array.isArray(read(name).phonemes));

const vrmModels: Readonly<Record<string, VrmModel>> = {
  plain: {},
  blends: { happy: { overrideMouth: 'blend', overrideBlink: 'blend' }, surprised: { overrideLookAt: 'blend' } },
  blocks: { angry: { overrideMouth: 'block', overrideLookAt: 'block' }, happy: { movesLips: true } },
  binary: { happy: { isBinary: true, overrideMouth: 'blend' }, aa: { isBinary: true }, blink: { isBinary: true } },
  undeclared: UNDECLARED_VRM,
};

/** The vectors are written by the C# tests (VectorsTests): both sides compute the same face. */
describe('vectors', () => {
  it('hold several utterances', () => expect(utterances.length).toBeGreaterThanOrEqual(5));

  it('have the same names', () => {
    expect(read('names.json')).toEqual({ visemes: VISEME_NAMES, face: FACE_NAMES, blendShapes: BLEND_SHAPE_NAMES });
  });

  it.each(utterances)('%s gives the same poses', (name) => {
    const { visemes, cues, poses } = read(name);
    const pose = createPose();
    const shapes = new Float64Array(BLEND_SHAPE_NAMES.length);
    for (const expected of poses) {
      sampleMouth(visemes, expected.time, pose.visemes);
      const attention = sampleExpression(cues, expected.time, pose.face);
      blendShapesOf(pose, shapes);
      near([attention], [expected.attention], `attention at ${expected.time}`);
      near(pose.visemes, expected.visemes, `visemes at ${expected.time}`);
      near(pose.face, expected.face, `face at ${expected.time}`);
      near(shapes, expected.blendShapes, `blend shapes at ${expected.time}`);
    }
  });

  it('have the same formats', () => {
    const { morphs, vrm, legacyVrm, spellings, poses } = read('formats.json');
    expect([morphs, vrm, legacyVrm]).toEqual([VISEME_MORPH_NAMES, VRM_NAMES, VRM_LEGACY_NAMES]);
    for (const { name, viseme } of spellings) expect(visemeIndex(name) ?? -1, name).toBe(viseme);
    const pose = createPose();
    const weights = new Float64Array(VRM_NAMES.length);
    for (const { time, visemes, face, strongest, vrm: expected } of poses) {
      pose.visemes.set(visemes);
      pose.face.set(face);
      expect(strongestViseme(pose.visemes), `strongest at ${time}`).toBe(strongest);
      for (const [name, { asked, shown }] of Object.entries<{ asked: number[]; shown: number[] }>(expected)) {
        vrmWeightsOf(pose, vrmModels[name] as VrmModel, weights);
        near(weights, asked, `${name} as asked at ${time}`);
        overrideVrm(vrmModels[name] as VrmModel, weights);
        near(weights, shown, `${name} as shown at ${time}`);
      }
    }
  });

  it('give the same idle life', () => {
    for (const { seed, reducedMotion, attention, time, face: expected } of read('idle-life.json').moments) {
      const { face } = createPose();
      addIdleLife(face, time, { seed, reducedMotion, attention });
      near(face, expected, `seed ${seed} at ${time}`);
    }
  });
});

function near(actual: ArrayLike<number>, expected: readonly number[], place: string): void {
  expect(actual.length, place).toBe(expected.length);
  const worst = expected.reduce((most, value, index) => Math.max(most, Math.abs(value - (actual[index] as number))), 0);
  expect(worst, place).toBeLessThan(1e-6);
}
