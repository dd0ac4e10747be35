import { VISEME_NAMES } from './names.js';

const MORPH_START = /^viseme_/i;
const OPENXR = /^XR_FACE_TRACKING_VISEME_(.+)_META$/i;

const positions = new Map<string, number>(VISEME_NAMES.map((name, position) => [name.toLowerCase(), position]));
const vowels: readonly (readonly [other: string, name: string])[] = [['i', 'ih'], ['o', 'oh'], ['u', 'ou']];
for (const [other, name] of vowels) positions.set(other, positions.get(name) as number);

/** Names of the morph targets of glTF avatars by position in `VISEME_NAMES`: `viseme_sil` to `viseme_U`. */
export const VISEME_MORPH_NAMES: readonly string[] = VISEME_NAMES.map((name) => `viseme_${vowels.find(([, long]) => long === name)?.[0].toUpperCase() ?? name}`);

/**
 * Position of a viseme by its name in any spelling that rigs and engines use, without regard to case: `PP`, `viseme_PP`, `I` or `ih`,
 * `XR_FACE_TRACKING_VISEME_PP_META`. Undefined for other names. `VisemeNames` in C# reads the same.
 */
export function visemeIndex(name: string): number | undefined {
  return positions.get((OPENXR.exec(name)?.[1] ?? name.replace(MORPH_START, '')).toLowerCase());
}

/**
 * The one viseme that leads, 0 to 14, for rigs that take a number, such as a Rive state machine. Rest counts with what the weights lack of 1;
 * of equals the first leads, so that touching lips win. `StrongestViseme` in C# computes the same.
 */
export function strongestViseme(weights: ArrayLike<number>): number {
  let [strongest, most, moving] = [1, 0, 0];
  for (let viseme = 1; viseme < VISEME_NAMES.length; viseme++) {
    const weight = weights[viseme] as number;
    moving += weight;
    if (weight > most) [strongest, most] = [viseme, weight];
  }
  return most === 0 || most < 1 - moving ? 0 : strongest;
}
