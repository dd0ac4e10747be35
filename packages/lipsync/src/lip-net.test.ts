import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LipNetBands } from './lip-net-bands.js';
import { LipNetWeights } from './lip-net-weights.js';
import { LipNet } from './lip-net.js';

interface VectorFrame {
  readonly logMel: readonly number[];
  readonly visemes: readonly number[];
  readonly opening: number;
  readonly closure: number;
}

const vectors = JSON.parse(readFileSync(new URL('../../../vectors/lipsync/small.json', import.meta.url), 'utf8'));
const frames: readonly VectorFrame[] = vectors.frames;
const file = bytesOf(vectors.weights);
const sound = Float32Array.from(new Int16Array(bytesOf(vectors.samples)), (sample) => sample / 32_768);

describe('LipNetBands', () => {
  it('hears the bands of the vectors', () => {
    const bands = new LipNetBands();
    const heard = new Float64Array(40);
    let frame = 0;
    for (let from = 0; from < sound.length; ) {
      from += bands.take(sound, from, sound.length);
      if (bands.complete) {
        bands.compute(heard);
        near(heard, frames[frame++]!.logMel, 1e-3);
      }
    }

    expect(frame).toBe(frames.length);
  });
});

/** The network is the one that `tools/lipsync` trains and C# runs: the vectors hold what a small one hears and answers. */
describe.each(['simd', 'script'] as const)('LipNet by the kernel %s', (kernel) => {
  beforeEach(() => {
    if (kernel === 'script') vi.stubGlobal('WebAssembly', undefined);
  });
  afterEach(() => void vi.unstubAllGlobals());

  it.each([1, 137, 320, 100_000])('answers as the vectors, in pieces of %i samples', (piece) => {
    const net = new LipNet(new LipNetWeights(file));
    expect(net.kernel).toBe(kernel);
    expect(answersOf(net, piece)).toBe(frames.length);
    net.reset();
    expect(answersOf(net, piece)).toBe(frames.length);
  });

  it('keeps streams of the same weights apart', () => {
    const shared = new LipNetWeights(file);
    const [net, other] = [new LipNet(shared), new LipNet(shared)];
    let between = 0;
    expect(answersOf(net, 320, () => other.push(sound.subarray(5000, 5320), () => between++))).toBe(frames.length);
    expect(between).toBeGreaterThan(frames.length / 2);
    other.reset();
    expect(answersOf(other, 320)).toBe(frames.length);
  });

  it('says how far it looks ahead', () => {
    expect(new LipNet(new LipNetWeights(file)).lookAhead).toBe(50);
  });

  it('answers with numbers to any sound', () => {
    const net = new LipNet(new LipNetWeights(file));
    const loud = Float32Array.from({ length: 8000 }, (_, index) => (index < 4000 ? (index % 2 === 0 ? -1 : 1) : 0));
    net.push(loud, ({ visemes, opening, closure }) => {
      expect(visemes.reduce((sum, probability) => sum + probability)).toBeCloseTo(1, 6);
      for (const value of [...visemes, opening, closure]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    });
  });
});

describe('LipNetWeights', () => {
  it.each([
    [0, 1, 'does not begin with TLIP'],
    [4, 2, 'are for version 2; this program runs 1'],
    [8, 7, 'are of type 7; known are 0 (32 bits) and 1 (16 bits)'],
    [12, 8000, 'are for a sample rate of 8000; this program runs 16000'],
    [20, 80, 'are for a number of bands of 80; this program runs 40'],
    [24, -1, 'have 4294967295 hidden units; they must have 1 to 1024'],
    [24, 13, 'are cut off: of a tensor of'],
    [24, 11, 'bytes follow the lip sync weights'],
    [36, 11, 'answer 11 frames late; they must be 0 to 10 late'],
    [40, -1, 'hold a number that is not finite'],
  ])('refuses the number at byte %i to be %i', (at, number, problem) => {
    const broken = file.slice(0);
    new DataView(broken).setInt32(at, number, true);
    expect(() => new LipNetWeights(broken)).toThrow(problem);
  });

  it('refuses a file that is cut off anywhere', () => {
    for (let length = 0; length < file.byteLength; length += 97) {
      expect(() => new LipNetWeights(file.slice(0, length)), `${length} bytes`).toThrow();
    }
  });

  it('reads numbers of 16 bits', () => {
    const whole = new LipNetWeights(file);
    const half = new LipNetWeights(halved(file));
    near(half.mean, [...whole.mean], 0);
    near(half.front, [...whole.front], 2 ** -11);
    near(half.heads, [...whole.heads], 2 ** -11);
  });
});

function answersOf(net: LipNet, piece: number, after = (): void => undefined): number {
  let next = 0;
  for (let from = 0; from < sound.length; from += piece) {
    net.push(sound.subarray(from, from + piece), ({ visemes, opening, closure }) => {
      const expected = frames[next++]!;
      near([...visemes, opening, closure], [...expected.visemes, expected.opening, expected.closure], 1e-4);
    });
    after();
  }

  return next;
}

/** The same weights with numbers of 16 bits. */
function halved(whole: ArrayBuffer): ArrayBuffer {
  const exact = 40 + 2 * 40 * 4;
  const numbers = new Float32Array(whole.slice(exact));
  const bytes = new ArrayBuffer(exact + numbers.length * 2);
  new Uint8Array(bytes).set(new Uint8Array(whole, 0, exact));
  const view = new DataView(bytes);
  view.setUint32(8, 1, true);
  numbers.forEach((number, index) => {
    const exponent = Math.max(-14, Math.floor(Math.log2(Math.abs(number))));
    const bits = ((exponent + 14) << 10) + Math.round(Math.abs(number) / 2 ** (exponent - 10));
    view.setUint16(exact + 2 * index, bits | (number < 0 ? 0x8000 : 0), true);
  });
  return bytes;
}

function near(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, index) => expect(Math.abs(value - actual[index]!)).toBeLessThanOrEqual(tolerance));
}

function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.from(Buffer.from(base64, 'base64')).buffer;
}
