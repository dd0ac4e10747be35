import { BLEND_SHAPE_NAMES, faceIndex, type FaceName } from './names.js';
import type { Pose } from './pose.js';

type Mix = readonly (readonly [shape: number, weight: number])[];

const MOUTH: readonly Mix[] = [
  '',
  'jawOpen .05, mouthClose .05, mouthPress .35, mouthRollLower .25, mouthRollUpper .2',
  'jawOpen .08, mouthRollLower .7, mouthUpperUp .3, mouthShrugLower .2',
  'jawOpen .18, mouthUpperUp .15, mouthLowerDown .2, tongueOut .45',
  'jawOpen .14, mouthUpperUp .15, mouthLowerDown .25, mouthStretch .1',
  'jawOpen .22, mouthUpperUp .1, mouthLowerDown .2, mouthStretch .15',
  'jawOpen .1, mouthFunnel .65, mouthPucker .25, mouthShrugUpper .2',
  'jawOpen .06, mouthStretch .3, mouthUpperUp .25, mouthLowerDown .35, mouthSmile .1',
  'jawOpen .16, mouthUpperUp .1, mouthLowerDown .25',
  'jawOpen .15, mouthFunnel .35, mouthPucker .3',
  'jawOpen .6, mouthUpperUp .15, mouthLowerDown .25',
  'jawOpen .32, mouthStretch .3, mouthUpperUp .2, mouthLowerDown .3, mouthDimple .1',
  'jawOpen .18, mouthStretch .35, mouthUpperUp .2, mouthLowerDown .25, mouthSmile .15',
  'jawOpen .4, mouthFunnel .5, mouthPucker .25',
  'jawOpen .18, mouthFunnel .35, mouthPucker .75',
].map(mixOf);

const FACE: readonly (readonly [parameter: number, sign: number, mix: Mix])[] = (
  [
    ['blinkLeft', 1, 'eyeBlinkLeft 1'],
    ['blinkRight', 1, 'eyeBlinkRight 1'],
    ['gazeX', 1, 'eyeLookOutLeft 1, eyeLookInRight 1'],
    ['gazeX', -1, 'eyeLookInLeft 1, eyeLookOutRight 1'],
    ['gazeY', 1, 'eyeLookUp 1'],
    ['gazeY', -1, 'eyeLookDown 1'],
    ['browLeft', 1, 'browOuterUpLeft 1, browInnerUp .4'],
    ['browLeft', -1, 'browDownLeft 1'],
    ['browRight', 1, 'browOuterUpRight 1, browInnerUp .4'],
    ['browRight', -1, 'browDownRight 1'],
    ['browInner', 1, 'browInnerUp 1'],
    ['browInner', -1, 'browDown .7, noseSneer .2'],
    ['smile', 1, 'mouthSmile 1, cheekSquint .3'],
    ['smile', -1, 'mouthFrown 1'],
    ['squint', 1, 'eyeSquint 1'],
    ['wide', 1, 'eyeWide 1'],
  ] satisfies [FaceName, number, string][]
).map(([name, sign, mix]) => [faceIndex(name), sign, mixOf(mix)]);

/**
 * Writes the 52 ARKit blend shapes of a pose, 0 to 1, overwriting `weights`; names by position in `BLEND_SHAPE_NAMES`.
 * For rigs that know ARKit shapes, such as glTF avatars. `BlendShapes` in C# computes the same.
 */
export function blendShapesOf(pose: Pose, weights: Float64Array): void {
  weights.fill(0);
  for (let viseme = 0; viseme < MOUTH.length; viseme++) {
    add(weights, MOUTH[viseme] as Mix, pose.visemes[viseme] as number);
  }
  for (const [parameter, sign, mix] of FACE) {
    add(weights, mix, Math.max(0, (pose.face[parameter] as number) * sign));
  }
  for (let shape = 0; shape < weights.length; shape++) {
    weights[shape] = Math.min(1, weights[shape] as number);
  }
}

function add(weights: Float64Array, mix: Mix, amount: number): void {
  if (amount === 0) return;
  for (const [shape, weight] of mix) weights[shape] = (weights[shape] as number) + amount * weight;
}

/** 'mouthPress .35' without a side stands for both sides. */
function mixOf(mix: string): Mix {
  if (mix === '') return [];
  return mix.split(', ').flatMap((part) => {
    const [name = '', weight] = part.split(' ');
    return [name, `${name}Left`, `${name}Right`]
      .map((shape) => (BLEND_SHAPE_NAMES as readonly string[]).indexOf(shape))
      .filter((shape) => shape >= 0)
      .map((shape) => [shape, Number(weight)] as const);
  });
}
