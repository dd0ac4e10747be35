import { readFileSync } from 'node:fs';
import { hearLips, LipNetWeights } from '@troupe/lipsync';
import { expect, test } from 'vitest';
import { openBenchPage } from './support/bench-page.js';
import { root } from './support/checkout.js';
import type {} from './support/listening-script.js';

const vectors = JSON.parse(readFileSync(`${root}/vectors/lipsync/small.json`, 'utf8')) as { readonly weights: string; readonly samples: string };

test('The AudioWorklet hears what the network hears, at any rate', async () => {
  const page = await openBenchPage('test/browser/support/listening-script.ts', { '/troupe-lips.js': 'packages/lipsync/src/troupe-lips.ts' });
  const weights = new LipNetWeights(Uint8Array.from(Buffer.from(vectors.weights, 'base64')).buffer);
  for (const sampleRate of [8000, 16_000, 22_050, 24_000, 44_100, 48_000]) {
    const seconds = Array.from({ length: sampleRate / 2 }, (_, index) => index / sampleRate);
    const sound = seconds.map((at) => 0.3 * Math.sin(at * 900 * (1 + at)) * Math.sin(at * 20));
    const { heard } = await page.evaluate(([file, samples, rate]) => window.troupeListen(file, samples, rate), [vectors.weights, sound, sampleRate] as const);
    const expected = hearLips(Float32Array.from(sound), sampleRate, weights);
    expect(heard.length, `${sampleRate} Hz`).toBeGreaterThan(40);
    heard.forEach(([time, values], index) => {
      expect(time).toBeCloseTo(index * 10 + 5, 3);
      values.forEach((value, place) => expect(Math.abs(value - expected.frame(index)[place]!)).toBeLessThan(1e-3));
    });
  }
});
