import { describe, expect, it } from 'vitest';
import { ada, adaWardrobe, dress, validateCharacter, type Layer } from './index.js';

const plain = { outfit: 'jumper', hair: 'auburn', props: [] };

function names(layers: readonly Layer[]): string[] {
  return layers.flatMap((layer) => [layer.name ?? '', ...('layers' in layer ? names(layer.layers) : [])]);
}

describe('dress', () => {
  it('makes a character that can be drawn of every combination', () => {
    for (const outfit of Object.keys(adaWardrobe.outfits)) {
      for (const hair of Object.keys(adaWardrobe.hair)) {
        validateCharacter(dress(ada, adaWardrobe, { outfit, hair, props: Object.keys(adaWardrobe.props) }));
      }
    }
  });

  it('shows every piece that is not as Ada was drawn', () => {
    const looks = [
      ...Object.keys(adaWardrobe.outfits).map((outfit) => ({ ...plain, outfit })),
      ...Object.keys(adaWardrobe.hair).map((hair) => ({ ...plain, hair })),
      ...Object.keys(adaWardrobe.props).map((prop) => ({ ...plain, props: [prop] })),
    ].map((look) => JSON.stringify(dress(ada, adaWardrobe, look)));
    expect(new Set(looks).size).toBe(looks.length - 1);
  });

  it('puts a piece into the group that it moves with', () => {
    const { layers } = dress(ada, adaWardrobe, { ...plain, props: ['glasses', 'mug'] });
    const head = layers.find(({ name }) => name === 'head') as { layers: Layer[] };
    expect(names(head.layers)).toContain('bridge');
    expect(layers.map(({ name }) => name)).toContain('mug');
  });

  it('leaves out what the wardrobe does not have, and the character as it was', () => {
    const before = JSON.stringify(ada);
    expect(dress(ada, adaWardrobe, { outfit: 'armour', hair: 'constructor', props: ['__proto__'] })).toEqual(ada);
    dress(ada, adaWardrobe, { ...plain, outfit: 'blazer' });
    expect(JSON.stringify(ada)).toBe(before);
  });
});
