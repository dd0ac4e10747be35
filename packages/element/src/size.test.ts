import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const packages = fileURLToPath(new URL('../../', import.meta.url));

it('weighs at most 60 kB with its client and its character', async () => {
  const alias = Object.fromEntries(['protocol', 'client', 'avatar'].map((name) => [`@troupe/${name}`, `${packages}${name}/src/index.ts`]));
  const bundle = await build({
    entryPoints: [`${packages}element/src/script-tag.ts`],
    alias,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  expect(gzipSync(bundle.outputFiles[0]!.contents, { level: 9 }).length).toBeLessThan(60_000);
});
