import { describe, expect, it } from 'vitest';
import { Resampler } from './resampler.js';

function tone(rate: number, hertz: number, seconds: number): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, index) => Math.sin((2 * Math.PI * hertz * index) / rate));
}

function resample(input: Float32Array, from: number, to: number, block = 128): Float32Array {
  const resampler = new Resampler(from, to);
  const output: number[] = [];
  for (let at = 0; at < input.length; at += block) {
    output.push(...resampler.push(input.subarray(at, at + block)));
  }

  output.push(...resampler.flush());
  return Float32Array.from(output);
}

function errorAgainst(output: Float32Array, expected: Float32Array): number {
  let worst = 0;
  for (let index = 500; index < expected.length - 500; index++) {
    worst = Math.max(worst, Math.abs((output[index] ?? 0) - (expected[index] ?? 0)));
  }

  return worst;
}

describe('Resampler', () => {
  it.each([
    [48_000, 16_000],
    [44_100, 16_000],
    [24_000, 48_000],
    [24_000, 44_100],
    [16_000, 48_000],
    [48_000, 48_000],
  ])('keeps a 1 kHz tone in place from %i to %i Hz', (from, to) => {
    const output = resample(tone(from, 1000, 0.5), from, to);
    expect(output.length).toBe(to * 0.5);
    expect(errorAgainst(output, tone(to, 1000, 0.5))).toBeLessThan(0.002);
  });

  it('takes away what the lower rate cannot hold', () => {
    const output = resample(tone(48_000, 11_000, 0.5), 48_000, 16_000);
    expect(Math.max(...output.subarray(500, -500).map(Math.abs))).toBeLessThan(0.002);
  });

  it('gives the same samples whatever the size of the blocks', () => {
    const input = tone(24_000, 700, 0.2);
    expect(resample(input, 24_000, 44_100, 17)).toEqual(resample(input, 24_000, 44_100, 480));
  });

  it('writes the same samples where it allocates nothing, and again after a reset', () => {
    const input = tone(44_100, 700, 0.2);
    const resampler = new Resampler(44_100, 16_000);
    for (let round = 0; round < 2; round++) {
      const output: number[] = [];
      for (let at = 0; at < input.length; at += 300) {
        const block = input.subarray(at, at + 300);
        const written = new Float32Array(resampler.mostFor(block.length));
        output.push(...written.subarray(0, resampler.convert(block, written)));
      }

      expect(Float32Array.from([...output, ...resampler.flush()])).toEqual(resample(input, 44_100, 16_000));
      resampler.reset();
    }
  });
});
