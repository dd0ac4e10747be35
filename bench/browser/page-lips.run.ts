import { readFile, writeFile } from 'node:fs/promises';
import { AudioMouth, LipNetWeights } from '@troupe/lipsync';
import { expect, test } from 'vitest';
import { openBenchPage } from '../../test/browser/support/bench-page.js';
import { root } from '../../test/browser/support/checkout.js';
import type {} from '../../test/browser/support/listening-script.js';

const RATE = 48_000;
const SECONDS = 4;
const FRAMES = SECONDS * 100;
const ROUNDS = 3;

test('What hearing a mouth costs', async () => {
  const file = await readFile(`${root}/src/Troupe.Conversation/Acting/Listening/LipNet.bin`);
  const sound = Float32Array.from({ length: RATE * SECONDS }, (_, index) => 0.2 * Math.sin(index / 17) * Math.sin(index / 4000));
  const mouth = new AudioMouth(new LipNetWeights(Uint8Array.from(file).buffer), RATE, () => undefined);
  const node: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const before = process.cpuUsage();
    for (let from = 0; from < sound.length; from += 128) mouth.push(sound.subarray(from, from + 128));
    node.push(process.cpuUsage(before).user / FRAMES);
  }

  const page = await openBenchPage('test/browser/support/listening-script.ts', { '/troupe-lips.js': 'packages/lipsync/src/troupe-lips.ts' });
  const samples = [...sound];
  const chromium: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const { took, idle } = await page.evaluate(([bytes, all, rate]) => window.troupeListen(bytes, all, rate), [file.toString('base64'), samples, RATE] as const);
    chromium.push(((took - idle) * 1000) / FRAMES);
  }

  // The first round warms up.
  await writeFile(`${process.env['TROUPE_BENCH'] ?? '.'}/page-lips.json`, JSON.stringify({ node: node.slice(1), chromium: chromium.slice(1) }));
  expect(Math.min(...node, ...chromium)).toBeGreaterThan(0);
});
