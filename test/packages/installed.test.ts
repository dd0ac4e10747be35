import { afterAll, beforeAll, expect, test } from 'vitest';
import { Installed, PATIENCE } from './installed.js';
import { packages } from './packed.js';

let installed: Installed;

beforeAll(async () => {
  installed = await Installed.make();
}, PATIENCE);

afterAll(() => installed.remove());

const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false, target: 'es2023', types: ['node'] };
const ofPages = ['es2023', 'dom', 'dom.iterable'];

test.each([
  ['a bundler', 'esnext', 'bundler', packages, ofPages],
  ['Node', 'nodenext', 'nodenext', packages, ofPages],
  ['Node without the types of pages', 'nodenext', 'nodenext', ['control', 'protocol'], ['es2023']],
])(
  'The examples of the readmes compile against the packed types, as strictly as can be, for %s',
  async (_, module, moduleResolution, names, lib) => {
    expect(await installed.compile(names, { ...strict, module, moduleResolution, lib })).toBe('');
  },
  PATIENCE,
);

test(
  'The example of @troupe/protocol runs in Node',
  async () => {
    await installed.compile(['protocol'], { ...strict, module: 'nodenext' });
    expect(await installed.run('protocol')).toBe('what belongs to epoch 3 is dropped\n664 320\nbad_message false\ntroupe.v1 true\n');
  },
  PATIENCE,
);
