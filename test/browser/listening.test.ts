import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { AudioMouth, LipNetWeights } from '@troupe/lipsync';
import { expect, inject, test } from 'vitest';
import { openBenchPage } from './support/bench-page.js';
import { reports, root } from './support/checkout.js';
import type {} from './support/listening-script.js';
import { PreviewVisit } from './support/preview-visit.js';
import { recordQuestion, UNDERSTOOD } from './support/question.js';

const run = promisify(execFile);
const flavour = (process.env['TROUPE_CONFIGURATION'] ?? 'Release').toLowerCase();
const file = await readFile(`${root}/src/Troupe.Conversation/Acting/Listening/LipNet.bin`);
const weights = new LipNetWeights(Uint8Array.from(file).buffer);

/** A scene's sound: PCM16, mono, as the server's voice spoke it. */
async function spoken(): Promise<{ readonly wave: Buffer; readonly samples: readonly number[]; readonly sampleRate: number }> {
  const wave = Buffer.from(await (await fetch(`${inject('address')}/v1/preview/scenes/bilabials/sound`)).arrayBuffer());
  const samples = Array.from(new Int16Array(Uint8Array.from(wave.subarray(44)).buffer), (sample) => sample / 32_768);
  return { wave, samples, sampleRate: wave.readUInt32LE(24) };
}

test('The AudioWorklet shows of a spoken sentence what the network shows, at any rate', async () => {
  const page = await openBenchPage('test/browser/support/listening-script.ts', { '/troupe-lips.js': 'packages/lipsync/src/troupe-lips.ts' });
  const { samples } = await spoken();
  for (const sampleRate of [8000, 16_000, 22_050, 24_000, 44_100, 48_000]) {
    const { heard } = await page.evaluate(([bytes, sound, rate]) => window.troupeListen(bytes, sound, rate), [file.toString('base64'), samples.slice(0, sampleRate), sampleRate] as const);
    const expected: number[][] = [];
    const mouth = new AudioMouth(weights, sampleRate, ({ visemes, opening }) => expected.push([...visemes, opening]));
    // The browser computes whole blocks of 128.
    mouth.push(Float32Array.from([...samples.slice(0, sampleRate), ...new Array<number>(128).fill(0)]));
    expect(heard.length, `${sampleRate} Hz`).toBeGreaterThan(90);
    heard.forEach(([time, values], index) => {
      expect(time).toBeCloseTo(index * 10 + 5, 3);
      values.forEach((value, place) => expect(Math.abs(value - expected[index]![place]!)).toBeLessThan(1e-3));
    });
  }
});

test.each([
  ["default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'", 'simd'],
  ["default-src 'none'; script-src 'self'; connect-src 'self'", 'script'],
])('Under the policy %s the network is computed by the kernel %s, and answers as C# does', async (policy, expected) => {
  const page = await openBenchPage('test/browser/support/listening-script.ts', { '/troupe-lips.js': 'packages/lipsync/src/troupe-lips.ts' }, undefined, policy);
  const uncaught: Error[] = [];
  page.on('pageerror', (error) => uncaught.push(error));
  const vector = JSON.parse(await readFile(`${root}/vectors/lipsync/spoken.json`, 'utf8')) as { sampleRate: number; samples: string; frames: number[][] };
  const samples = Array.from(new Int16Array(Uint8Array.from(Buffer.from(vector.samples, 'base64')).buffer), (sample) => sample / 32_768);
  const given = [file.toString('base64'), samples, vector.sampleRate] as const;
  const { heard, kernel } = await page.evaluate(([bytes, sound, rate]) => window.troupeListen(bytes, sound, rate), given);
  expect(kernel).toBe(expected);
  expect(await page.evaluate((bytes) => window.troupeKernel(bytes), given[0])).toBe(expected);
  // The last frames are about sound of which the worklet has not heard the end.
  const frames = vector.frames.slice(0, -6);
  expect(heard.length).toBeGreaterThanOrEqual(frames.length);
  frames.forEach((frame, index) => frame.forEach((value, place) => expect(Math.abs(heard[index]![1][place]! - value), `frame ${index}`).toBeLessThan(1e-3)));
  expect(uncaught).toEqual([]);
});

test('A microphone moves the mouth as it is heard', async () => {
  const recording = await recordQuestion(UNDERSTOOD, 1.5);
  const page = await openBenchPage('test/browser/support/listening-script.ts', { '/troupe-lips.js': 'packages/lipsync/src/troupe-lips.ts' }, recording);
  const seen = (await page.evaluate((bytes) => window.troupeListenLive(bytes, 4500), file.toString('base64'))).filter(({ at }) => at > 300);
  // Frames are known 50 ms after their sound, and what the browser takes to bring them.
  expect(seen.filter(({ known }) => known).length / seen.length).toBeGreaterThan(0.8);
  const moves = seen.filter(({ known, rest }) => known && rest < 0.5).map(({ at }) => at);
  // The question lasts a second and a half, between silences.
  expect(moves.length).toBeGreaterThan(10);
  expect(moves.at(-1)! - moves[0]!).toBeLessThan(2500);
  expect(moves[0]).toBeGreaterThan(700);
});

test('The page moves the mouth to a sound as troupe lipsync --audio does', async () => {
  const { wave } = await spoken();
  await mkdir(reports, { recursive: true });
  await writeFile(`${reports}/heard.wav`, wave);
  const program = `${root}/artifacts/bin/Troupe.Cli/${flavour}/troupe.dll`;
  await run('dotnet', [program, 'lipsync', '--audio', `${reports}/heard.wav`, '--out', `${reports}/heard.performance.json`], { timeout: 60_000 });

  const visit = await PreviewVisit.pay();
  await visit.page.setInputFiles('#files', [`${reports}/heard.wav`, `${reports}/heard.performance.json`]);
  await visit.page.waitForFunction(() => document.querySelector('#shows')!.textContent === 'heard');
  expect(await visit.page.inputValue('#face-a select')).toBe('file');
  expect(await visit.page.inputValue('#face-b select')).toBe('heard');
  expect(Number(/(\d+) %/.exec((await visit.page.textContent('#agreement'))!)![1])).toBeGreaterThanOrEqual(97);
  expect(visit.complaints).toEqual([]);
});
