import { faceIndex, VISEME_NAMES } from './names.js';
import type { Pose } from './pose.js';

/** The preset expressions of VRM 1.0: five emotions, five mouths, blinks, directions of gaze, neutral. */
export const VRM_NAMES = [
  'happy', 'angry', 'sad', 'relaxed', 'surprised', 'aa', 'ih', 'ou', 'ee', 'oh',
  'blink', 'blinkLeft', 'blinkRight', 'lookUp', 'lookDown', 'lookLeft', 'lookRight', 'neutral',
] as const;

/** Their names in VRM 0.x, where weights go from 0 to 100; null for `surprised`, which it lacks. */
export const VRM_LEGACY_NAMES = [
  'joy', 'angry', 'sorrow', 'fun', null, 'a', 'i', 'u', 'e', 'o',
  'blink', 'blink_l', 'blink_r', 'lookup', 'lookdown', 'lookleft', 'lookright', 'neutral',
] as const;

export type VrmName = (typeof VRM_NAMES)[number];

/** What an expression does to the mouth, the blinks or the gaze while it is shown: nothing, fades them as far as it is shown, or turns them off. */
export type VrmOverride = 'none' | 'blend' | 'block';

/** What a model declares of an expression; an entry of `VRMC_vrm.expressions.preset` fits. */
export interface VrmExpression {
  readonly isBinary?: boolean;
  readonly overrideMouth?: VrmOverride;
  readonly overrideBlink?: VrmOverride;
  readonly overrideLookAt?: VrmOverride;
  /** Whether its shape moves the lips. An expression that overrides the mouth is taken to. */
  readonly movesLips?: boolean;
}

export type VrmModel = Readonly<Partial<Record<VrmName, VrmExpression>>>;

/** A model that cannot say what its emotions do, as one of VRM 0.x: they override nothing, but any may move the lips. */
export const UNDECLARED_VRM: VrmModel = Object.fromEntries(VRM_NAMES.slice(0, 5).map((name) => [name, { movesLips: true }]));

const FIRST_MOUTH = VRM_NAMES.indexOf('aa');
const FIRST_BLINK = VRM_NAMES.indexOf('blink');
const FIRST_LOOK = VRM_NAMES.indexOf('lookUp');
const NEUTRAL = VRM_NAMES.indexOf('neutral');
const PP = VISEME_NAMES.indexOf('PP');

/** Weight of aa, ih, ou, ee, oh by viseme: VRM has no consonants, so they are hinted at. */
const MOUTH: readonly (readonly number[])[] = [
  [], [], [], [0.1, 0.2], [0, 0.3], [0.15, 0.2], [0, 0, 0.4], [0, 0.35], [0, 0.3], [0, 0, 0.35],
  [1], [0, 0, 0, 1], [0, 1], [0, 0, 0, 0, 1], [0, 0, 1],
];

/**
 * Writes the VRM presets of a pose, 0 to 1, overwriting `weights`, as a VRM runtime expects them: before overriding. Names by position in `VRM_NAMES`.
 * An emotion whose shape moves the lips yields to lips that touch, so that no smile opens a p, b or m. `VrmFace` in C# computes the same.
 */
export function vrmWeightsOf({ visemes, face }: Pose, model: VrmModel, weights: Float64Array): void {
  const value = (name: Parameters<typeof faceIndex>[0]): number => face[faceIndex(name)] as number;
  const set = (name: VrmName, weight: number): void => {
    weights[VRM_NAMES.indexOf(name)] = weight;
  };
  weights.fill(0);
  MOUTH.forEach((mix, viseme) => {
    mix.forEach((weight, mouth) => {
      weights[FIRST_MOUTH + mouth] = (weights[FIRST_MOUTH + mouth] as number) + weight * (visemes[viseme] as number);
    });
  });
  set('happy', value('smile'));
  set('angry', -value('browInner'));
  set('sad', Math.min(value('browInner'), -1.5 * value('smile')));
  set('surprised', Math.min((value('browLeft') + value('browRight')) / 2, value('wide')));
  for (let emotion = 0; emotion < FIRST_MOUTH; emotion++) {
    const { movesLips = false, overrideMouth = 'none' } = model[VRM_NAMES[emotion] as VrmName] ?? {};
    if (movesLips || overrideMouth !== 'none') weights[emotion] = (weights[emotion] as number) * (1 - (visemes[PP] as number));
  }
  const both = Math.min(value('blinkLeft'), value('blinkRight'));
  set('blink', both);
  set('blinkLeft', value('blinkLeft') - both);
  set('blinkRight', value('blinkRight') - both);
  set('lookUp', value('gazeY'));
  set('lookDown', -value('gazeY'));
  set('lookLeft', value('gazeX'));
  set('lookRight', -value('gazeX'));
  for (let preset = 0; preset < weights.length; preset++) weights[preset] = Math.min(1, Math.max(0, weights[preset] as number));
}

/**
 * Turns weights into those that are shown, in place, by the rules of VRM 1.0; for renderers without overriding of their own. `VrmModel.Override` in C#
 * documents the rules and computes the same.
 */
export function overrideVrm(model: VrmModel, weights: Float64Array): void {
  const left = { overrideMouth: 1, overrideBlink: 1, overrideLookAt: 1 };
  for (let emotion = 0; emotion < FIRST_MOUTH; emotion++) {
    const declared = model[VRM_NAMES[emotion] as VrmName] ?? {};
    const shown = declared.isBinary ? binary(weights[emotion] as number) : (weights[emotion] as number);
    for (const target of ['overrideMouth', 'overrideBlink', 'overrideLookAt'] as const) {
      if (declared[target] === 'block' && shown > 0) left[target] = 0;
      else if (declared[target] === 'blend') left[target] = Math.max(0, left[target] - shown);
    }
  }
  for (let preset = 0; preset < weights.length; preset++) {
    const weight = weights[preset] as number;
    const factor = leftOf(preset, left);
    if (model[VRM_NAMES[preset] as VrmName]?.isBinary) weights[preset] = factor < 1 ? 0 : binary(weight);
    else weights[preset] = weight * factor;
  }
}

function leftOf(preset: number, left: { overrideMouth: number; overrideBlink: number; overrideLookAt: number }): number {
  if (preset < FIRST_MOUTH || preset >= NEUTRAL) return 1;
  if (preset < FIRST_BLINK) return left.overrideMouth;
  return preset < FIRST_LOOK ? left.overrideBlink : left.overrideLookAt;
}

function binary(weight: number): number {
  return weight > 0.5 ? 1 : 0;
}
