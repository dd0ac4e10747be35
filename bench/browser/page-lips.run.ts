import { readFile, writeFile } from 'node:fs/promises';
import { AudioMouth, LipNetWeights, type LipKernel } from '@troupe/lipsync';
import { expect, test } from 'vitest';
import { openBenchPage } from '../../test/browser/support/bench-page.js';
import { root } from '../../test/browser/support/checkout.js';
import type {} from '../../test/browser/support/listening-script.js';
import { threadTime } from './thread-time.js';

const RATE = 48_000;
const SECONDS = 15;
const FRAMES = SECONDS * 100;
/** Seconds of sound that make a worklet begin. */
const BEGINNING = 0.1;
/** Seconds until its code is compiled as well as it will be. */
const WARM = 5;
const ROUNDS = 4;

/** The thread on which Chromium renders such sound, with its worklets. */
const THREAD = 'Offline AudioWo';

/** Policies under which the page computes by each of the kernels. */
const policies: Readonly<Record<LipKernel, string>> = { simd: "script-src 'self' 'wasm-unsafe-eval'", script: "script-src 'self'" };

test('What hearing a mouth costs', async () => {
  const file = await readFile(`${root}/src/Troupe.Conversation/Acting/Listening/LipNet.bin`);
  const sound = Float32Array.from({ length: RATE }, (_, index) => 0.2 * Math.sin(index / 17) * Math.sin(index / 4000));
  const mouths = { simd: mouthBy('simd', file), script: mouthBy('script', file) };
  const pages = { simd: await pageUnder(policies.simd), script: await pageUnder(policies.script) };
  const node: Record<LipKernel, number[]> = { simd: [], script: [] };
  const short: Record<LipKernel, number[]> = { simd: [], script: [] };
  const warm: Record<LipKernel, number[]> = { simd: [], script: [] };
  const long: Record<LipKernel, number[]> = { simd: [], script: [] };
  const samples = [...sound];
  const listen = async (kernel: LipKernel, seconds: number): Promise<number> => {
    const given = [file.toString('base64'), samples, RATE, seconds] as const;
    const before = await threadTime(pages[kernel], THREAD);
    const listened = await pages[kernel].evaluate(([bytes, all, rate, length]) => window.troupeListen(bytes, all, rate, length), given);
    expect(listened.kernel).toBe(kernel);
    return (await threadTime(pages[kernel], THREAD)) - before;
  };
  // By turns: a load of the machine then weighs on both.
  for (let round = 0; round < ROUNDS; round++) {
    for (const kernel of ['simd', 'script'] as const) {
      const before = process.cpuUsage();
      for (let second = 0; second < SECONDS; second++) {
        for (let from = 0; from < RATE; from += 128) mouths[kernel].push(sound.subarray(from, from + 128));
      }

      node[kernel].push(process.cpuUsage(before).user / FRAMES);

      // What a worklet takes once is no cost of a frame.
      short[kernel].push(await listen(kernel, BEGINNING));
      warm[kernel].push(await listen(kernel, WARM));
      long[kernel].push(await listen(kernel, WARM + SECONDS));
    }
  }

  // The least is what nothing else on the machine added to.
  const figures = (kernel: LipKernel): Readonly<Record<string, number>> => ({
    node: Math.min(...node[kernel]),
    chromium: ((Math.min(...long[kernel]) - Math.min(...warm[kernel])) * 1000) / FRAMES,
    start: Math.min(...short[kernel]),
  });
  const [simd, script] = [figures('simd'), figures('script')];
  await writeFile(`${process.env['TROUPE_BENCH'] ?? '.'}/page-lips.json`, JSON.stringify({ simd, script, rounds: { node, short, warm, long } }));
  expect(Math.min(...Object.values(simd), ...Object.values(script))).toBeGreaterThan(0);
}, 300_000);

function pageUnder(policy: string): ReturnType<typeof openBenchPage> {
  return openBenchPage('test/browser/support/listening-script.ts', { '/troupe-lips.js': 'packages/lipsync/src/troupe-lips.ts' }, undefined, policy);
}

/** In Node.js, where nothing forbids WebAssembly, it is taken away to have the other kernel. */
function mouthBy(kernel: LipKernel, file: Buffer): AudioMouth {
  const assembly = globalThis.WebAssembly;
  if (kernel === 'script') Reflect.deleteProperty(globalThis, 'WebAssembly');
  const mouth = new AudioMouth(new LipNetWeights(Uint8Array.from(file).buffer), RATE, () => undefined);
  globalThis.WebAssembly = assembly;
  expect(mouth.kernel).toBe(kernel);
  return mouth;
}
