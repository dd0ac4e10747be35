import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { lipKernelBytes } from './lip-kernel-bytes.js';

const run = promisify(execFile);

it('is what kernel/lip-kernel.ts compiles to', async () => {
  await run(process.execPath, [fileURLToPath(new URL('../kernel/build.mjs', import.meta.url)), '--check']);
}, 30_000);

/** Old browsers compile no more than this on the spot on a page's own thread. */
it('is at most 4 kB', () => {
  expect(lipKernelBytes().length).toBeLessThanOrEqual(4096);
});
