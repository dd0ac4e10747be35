import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AudioCues, AudioMouth, LipNetWeights } from './index.js';

/** Of the shipped network: a spoken sentence, what C# shows of it frame by frame, and the cues that it gives. */
interface SpokenVector {
  readonly sampleRate: number;
  /** PCM16, base64. */
  readonly samples: string;
  /** Fifteen weights and the opening. */
  readonly frames: readonly (readonly number[])[];
  readonly cues: readonly { readonly viseme: number; readonly start: number; readonly duration: number; readonly weight: number }[];
}

const root = new URL('../../../', import.meta.url);
const file = Uint8Array.from(readFileSync(new URL('src/Troupe.Conversation/Acting/Listening/LipNet.bin', root))).buffer;
const vector = JSON.parse(readFileSync(new URL('vectors/lipsync/spoken.json', root), 'utf8')) as SpokenVector;
const sound = Float32Array.from(new Int16Array(Uint8Array.from(Buffer.from(vector.samples, 'base64')).buffer), (sample) => sample / 32_768);

/** The same vector as that of `AudioMouthTests` in C#. */
describe.each(['simd', 'script'] as const)('AudioMouth with the shipped weights, by the kernel %s', (kernel) => {
  let weights: LipNetWeights;
  beforeEach(() => {
    if (kernel === 'script') vi.stubGlobal('WebAssembly', undefined);
    weights = new LipNetWeights(file);
  });
  afterEach(() => void vi.unstubAllGlobals());

  it.each([128, 1000, sound.length])('shows of a spoken sentence what C# shows, in pieces of %i samples', (piece) => {
    const shown: number[][] = [];
    const mouth = new AudioMouth(weights, vector.sampleRate, ({ visemes, opening }, time) => {
      expect(time).toBe(shown.length * 10 + 5);
      shown.push([...visemes, opening]);
    });
    expect(mouth.kernel).toBe(kernel);
    for (let round = 0; round < 2; round++) {
      shown.length = 0;
      for (let from = 0; from < sound.length; from += piece) mouth.push(sound.subarray(from, from + piece));
      mouth.finish();
      expect(shown.length).toBe(vector.frames.length);
      vector.frames.forEach((frame, index) => frame.forEach((value, place) => expect(Math.abs(shown[index]![place]! - value), `frame ${index}`).toBeLessThan(1e-3)));
    }
  });

  it('gives the cues of C#', () => {
    const cues = new AudioCues(weights, vector.sampleRate);
    expect(cues.kernel).toBe(kernel);
    const given = [...cues.push(sound), ...cues.finish()];
    expect(given.map(({ viseme, start, duration }) => [viseme, start, duration])).toEqual(vector.cues.map(({ viseme, start, duration }) => [viseme, start, duration]));
    given.forEach(({ weight }, index) => expect(weight).toBeCloseTo(vector.cues[index]!.weight, 3));
  });

  it.each([8000, 11_025, 22_050, 24_000, 32_000, 44_100, 48_000])('rests in silence and says how late it is, at %i Hz', (rate) => {
    const shown: number[] = [];
    const mouth = new AudioMouth(weights, rate, ({ visemes }) => shown.push(visemes[0]!));
    mouth.push(new Float32Array(rate));
    expect(shown.length).toBeGreaterThanOrEqual(94);
    mouth.finish();
    expect(shown.length).toBe(100);
    expect(Math.min(...shown.slice(5))).toBeGreaterThan(0.9);
  });
});
