import { describe, expect, it } from 'vitest';
import { ada, CharacterError, validateCharacter, type Character } from './index.js';
import { parsePath } from './path.js';

const small = (change: object = {}): unknown => ({
  version: 1, name: 'Dot', size: [10, 10], colors: { ink: '#112233' }, drivers: { aa: { jaw: 1 } },
  layers: [{ name: 'dot', path: 'M 0 0 L 5 5 Z', bend: { jaw: [[1, 0, 3]] }, fill: 'ink' }], ...change,
});

function problems(value: unknown): readonly string[] {
  try {
    validateCharacter(value);
    return [];
  } catch (error) {
    return (error as CharacterError).problems;
  }
}

describe('validateCharacter', () => {
  it('accepts the character of the package', () => expect(validateCharacter(ada).name).toBe('Ada'));
  it('accepts a small one', () => expect(problems(small())).toEqual([]));

  it.each([
    [small({ version: 2 }), 'version is 2; this renderer draws version 1'],
    [small({ size: [10] }), 'size must be two positive numbers'],
    [small({ colors: { ink: 'red' } }), 'colors.ink must be #rrggbb'],
    [small({ drivers: { aaa: { jaw: 1 } } }), 'drivers.aaa is neither a viseme nor a value of the face'],
    [small({ layers: [] }), 'layers must be a list with at least one layer'],
    [small({ extra: 1 }), 'character.extra is unknown'],
    [small({ layers: [{ path: 'M 0 0 L 5', fill: 'ink' }] }), 'layers[0].path L takes 2 numbers, found the end'],
    [small({ layers: [{ path: 'M 0 0 A 5 5', fill: 'ink' }] }), "layers[0].path 'A' is not one of M, L, Q, C, Z"],
    [small({ layers: [{ path: 'M 0 0 L 5 5', fill: 'inc' }] }), 'layers[0].fill "inc" is not in colors'],
    [small({ layers: [{ name: 'a', path: 'M 0 0', fill: 'ink', bend: { jaw: [[1, 0, 3]] } }] }), 'layers[0] (a).bend.jaw[0] names point 1 of a path with 1 points'],
    [small({ layers: [{ path: 'M 0 0', fill: 'ink', bend: { jow: [[0, 0, 3]] } }] }), "layers[0].bend 'jow' is no input and no driver moves it"],
    [small({ layers: [{ layers: [{ path: 'M 0 0', fill: 'ink' }], clip: 'mouth' }] }), 'layers[0].clip "mouth" is no shape before this group in the same list'],
    [small({ layers: [{ layers: [{ path: 'M 0 0', fill: 'ink' }], turn: { headRoll: 3 } }] }), 'layers[0].pivot must be two numbers, because the group turns'],
    [small({ layers: [{ path: 'M 0 0' }] }), 'layers[0] has neither fill nor stroke'],
    [small({ layers: [{ path: 'M 0 0', fill: { from: [0, 0], stops: [[0, 'ink'], [1, 'ink']] } }] }), 'layers[0].fill needs either to (linear) or radius (radial)'],
    [null, 'character must be an object'],
  ])('names the place of a mistake: %#', (value, problem) => expect(problems(value)).toContain(problem));

  it('names all mistakes at once', () => {
    expect(problems(small({ version: 3, name: '', size: 'big' }))).toHaveLength(3);
  });
});

describe('ada', () => {
  it('shapes every viseme differently', () => {
    const { drivers } = ada as Character;
    const shapes = ['PP', 'FF', 'TH', 'DD', 'kk', 'CH', 'SS', 'nn', 'RR', 'aa', 'E', 'ih', 'oh', 'ou'].map((name) => JSON.stringify(drivers[name as 'aa']));
    expect(new Set(shapes).size).toBe(14);
  });

  it('closes its lips at rest: the curves of the mouth meet', () => {
    const mouth = findShape('mouth');
    const { points } = parsePath(mouth.path);
    // M corner, C to the middle of the upper lip, C to the other corner, and the same way back below.
    expect(points.slice(6, 8)).toEqual(points.slice(18, 20));
  });
});

function findShape(name: string): { path: string } {
  const search = (layers: Character['layers']): { path: string } | undefined => {
    for (const layer of layers) {
      if ('layers' in layer) {
        const found = search(layer.layers);
        if (found) return found;
      } else if (layer.name === name) return layer;
    }
    return undefined;
  };
  return search(ada.layers) as { path: string };
}
