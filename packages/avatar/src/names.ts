/** The 15 OpenXR visemes; positions travel on the wire. */
export const VISEME_NAMES = [
  'sil', 'PP', 'FF', 'TH', 'DD', 'kk', 'CH', 'SS', 'nn', 'RR', 'aa', 'E', 'ih', 'oh', 'ou',
] as const;

/**
 * What moves in a face besides the mouth's visemes. Values are 0 at rest and 0 to 1, or -1 to 1 where a direction is given.
 * Left and right are the character's own sides; gaze and head turn towards its left at +1, which is the right of the picture.
 */
export const FACE_NAMES = [
  'blinkLeft', 'blinkRight', 'gazeX', 'gazeY', 'browLeft', 'browRight', 'browInner',
  'smile', 'squint', 'wide', 'headYaw', 'headPitch', 'headRoll', 'breath',
] as const;

/** The 52 ARKit blend shapes in the order in which Azure Speech emits them; positions travel on the wire. */
export const BLEND_SHAPE_NAMES = [
  'eyeBlinkLeft', 'eyeLookDownLeft', 'eyeLookInLeft', 'eyeLookOutLeft', 'eyeLookUpLeft', 'eyeSquintLeft', 'eyeWideLeft',
  'eyeBlinkRight', 'eyeLookDownRight', 'eyeLookInRight', 'eyeLookOutRight', 'eyeLookUpRight', 'eyeSquintRight', 'eyeWideRight',
  'jawForward', 'jawLeft', 'jawRight', 'jawOpen',
  'mouthClose', 'mouthFunnel', 'mouthPucker', 'mouthLeft', 'mouthRight', 'mouthSmileLeft', 'mouthSmileRight',
  'mouthFrownLeft', 'mouthFrownRight', 'mouthDimpleLeft', 'mouthDimpleRight', 'mouthStretchLeft', 'mouthStretchRight',
  'mouthRollLower', 'mouthRollUpper', 'mouthShrugLower', 'mouthShrugUpper', 'mouthPressLeft', 'mouthPressRight',
  'mouthLowerDownLeft', 'mouthLowerDownRight', 'mouthUpperUpLeft', 'mouthUpperUpRight',
  'browDownLeft', 'browDownRight', 'browInnerUp', 'browOuterUpLeft', 'browOuterUpRight',
  'cheekPuff', 'cheekSquintLeft', 'cheekSquintRight', 'noseSneerLeft', 'noseSneerRight', 'tongueOut',
] as const;

export type VisemeName = (typeof VISEME_NAMES)[number];
export type FaceName = (typeof FACE_NAMES)[number];

const facePositions = new Map<string, number>(FACE_NAMES.map((name, position) => [name, position]));

/** Position of a value of the face. */
export function faceIndex(name: FaceName): number {
  return facePositions.get(name) as number;
}
