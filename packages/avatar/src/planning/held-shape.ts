import { VISEME_NAMES } from '../names.js';

/** A shape for as long as the mouth holds it; times in milliseconds from the phrase's first sample. */
export interface HeldShape {
  readonly viseme: number;
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

const PP = VISEME_NAMES.indexOf('PP');
const FF = VISEME_NAMES.indexOf('FF');

/** Whether lips or lip and teeth touch, which must be seen. */
export function isContact({ viseme }: HeldShape): boolean {
  return viseme === PP || viseme === FF;
}

/** Whether the mouth rests. */
export function isSilence({ viseme }: HeldShape): boolean {
  return viseme === 0;
}
