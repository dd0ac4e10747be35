import type { Character } from '../character.js';
import source from './ada.json' with { type: 'json' };

/** Ada, the presenter that comes with the package. Parsed JSON: renderers check it as they check any other. */
export const ada = source as unknown as Character;
