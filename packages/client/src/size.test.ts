import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const packages = fileURLToPath(new URL('../../', import.meta.url));

it('weighs at most 15 kB for those who load it, worklets included', async () => {
  const sizes = await Promise.all(
    ['index.ts', 'worklets/troupe-worklets.ts'].map(async (entry) => {
      const bundle = await build({
        entryPoints: [`${packages}client/src/${entry}`],
        alias: { '@troupe/protocol': `${packages}protocol/src/index.ts` },
        bundle: true,
        minify: true,
        format: 'esm',
        target: 'es2022',
        write: false,
      });
      return gzipSync(bundle.outputFiles[0]!.contents, { level: 9 }).length;
    }),
  );
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(15_000);
});
