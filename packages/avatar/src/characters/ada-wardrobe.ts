import type { Wardrobe } from '../wardrobe.js';
import source from './ada-wardrobe.json' with { type: 'json' };

/** What Ada can wear. */
export const adaWardrobe = source as unknown as Wardrobe;
