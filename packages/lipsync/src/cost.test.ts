import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, it, vi } from 'vitest';
import { AudioMouth, LipNetWeights } from './index.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const weights = readFileSync(`${root}src/Troupe.Conversation/Acting/Listening/LipNet.bin`);

/** Bytes per frame. */
const LIMIT = 40;

afterEach(() => void vi.unstubAllGlobals());

it('weighs at most 700 kB with its weights', async () => {
  const alias = Object.fromEntries(['protocol', 'client'].map((name) => [`@troupe/${name}`, `${root}packages/${name}/src/index.ts`]));
  const bundle = await build({ entryPoints: [`${root}packages/lipsync/src/troupe-lips.ts`], alias, bundle: true, minify: true, format: 'esm', target: 'es2022', write: false });
  expect(bundle.outputFiles[0]!.contents.length + weights.length).toBeLessThan(700_000);
});

it.each([
  ['simd', 16_000],
  ['simd', 44_100],
  ['simd', 48_000],
  ['script', 48_000],
])('allocates next to nothing per frame by the kernel %s at %i Hz', (kernel, rate) => {
  if (kernel === 'script') vi.stubGlobal('WebAssembly', undefined);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let frames = 0;
  const mouth = new AudioMouth(new LipNetWeights(Uint8Array.from(weights).buffer), rate, () => frames++);
  expect(mouth.kernel).toBe(kernel);
  const block = Float32Array.from({ length: 128 }, (_, index) => Math.sin(index));
  const hear = (seconds: number): void => {
    for (let taken = 0; taken < rate * seconds; taken += block.length) mouth.push(block);
  };
  // The compiler allocates too while it is at work, on a busy machine for long: the best round is the code's own.
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 60 && least >= LIMIT; round++) {
    frames = 0;
    collect();
    const before = process.memoryUsage().heapUsed;
    hear(2);
    least = Math.min(least, (process.memoryUsage().heapUsed - before) / frames);
    expect(frames).toBeGreaterThan(190);
  }

  // An array of what a frame holds would be 160 bytes; what is left are numbers that are handed on.
  expect(least).toBeLessThan(LIMIT);
});
