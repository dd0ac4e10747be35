import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const packages = fileURLToPath(new URL('../../', import.meta.url));

it('weighs at most 5 kB for those who load it', async () => {
  const bundle = await build({
    entryPoints: [`${packages}control/src/index.ts`],
    alias: { '@troupe/protocol': `${packages}protocol/src/index.ts` },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  expect(gzipSync(bundle.outputFiles[0]!.contents, { level: 9 }).length).toBeLessThan(5_000);
});
