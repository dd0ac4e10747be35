import { describe, expect, it } from 'vitest';
import { JitterBuffer, type JitterReport } from './jitter-buffer.js';

const RATE = 16_000;
const PACKET = 320;

class Bench {
  readonly buffer = new JitterBuffer(RATE);
  readonly ended: JitterReport[] = [];
  readonly sound: number[] = [];

  push(index: number, time = index * 0.02, options: { epoch?: number; utterance?: number; last?: boolean; level?: number } = {}): void {
    const samples = new Int16Array(PACKET).fill(options.level ?? 16_384);
    this.buffer.push(
      { epoch: options.epoch ?? 1, utterance: options.utterance ?? 1, offset: index * PACKET, last: options.last ?? false, samples, sampleRate: RATE },
      time,
    );
  }

  pull(milliseconds: number): number[] {
    const output = new Float32Array((RATE / 1000) * milliseconds);
    this.buffer.pull(output, (report) => this.ended.push(report));
    this.sound.push(...output);
    return [...output];
  }
}

const largestStep = (sound: readonly number[]): number =>
  sound.reduce((worst, sample, index) => (index === 0 ? worst : Math.max(worst, Math.abs(sample - sound[index - 1]!))), 0);

describe('JitterBuffer', () => {
  it('begins when 60 ms wait, as long as it does not know the link', () => {
    const bench = new Bench();
    bench.push(0);
    bench.push(1);
    expect(bench.pull(10).every((sample) => sample === 0)).toBe(true);
    bench.push(2);
    expect(bench.pull(10).at(-1)).toBe(0.5);
    expect(bench.buffer.report()).toMatchObject({ position: 10, playing: true, ended: false });
  });

  it('begins with the first packet once packets have come evenly for some seconds', () => {
    const bench = new Bench();
    for (let index = 0; index < 500; index++) {
      bench.push(index, index * 0.02, { last: index === 499 });
      bench.pull(20);
    }

    expect(bench.buffer.target).toBeLessThan(22);
    bench.pull(100);
    bench.push(0, 12, { utterance: 2 });
    bench.pull(10);
    expect(bench.buffer.report()).toMatchObject({ utterance: 2, playing: true });
  });

  it('ends an utterance that has run out when an empty packet says that nothing follows', () => {
    const bench = new Bench();
    [0, 1, 2].forEach((index) => bench.push(index));
    bench.pull(200);
    expect(bench.ended).toEqual([]);
    bench.buffer.push({ epoch: 1, utterance: 1, offset: 3 * PACKET, last: true, samples: new Int16Array(0), sampleRate: RATE }, 0.5);
    bench.pull(20);
    expect(bench.ended).toEqual([{ epoch: 1, utterance: 1, position: 60, playing: false, ended: true }]);
  });

  it('begins at once with an utterance that is complete though short', () => {
    const bench = new Bench();
    bench.push(0, 0, { last: true });
    expect(bench.pull(20).at(100)).toBe(0.5);
    expect(bench.ended).toEqual([{ epoch: 1, utterance: 1, position: 20, playing: false, ended: true }]);
    expect(bench.buffer.report()).toBeUndefined();
  });

  it('falls silent without a click when the sound runs out, and goes on where it stopped', () => {
    const bench = new Bench();
    [0, 1, 2].forEach((index) => bench.push(index));
    bench.pull(100);
    expect(bench.buffer.underruns).toBe(1);
    expect(bench.buffer.report()).toMatchObject({ position: 60, playing: false });
    [3, 4].forEach((index) => bench.push(index, 0.2 + index * 0.001));
    bench.pull(20);
    expect(bench.buffer.report()).toMatchObject({ playing: false });
    [5, 6, 7, 8].forEach((index) => bench.push(index, 0.21));
    bench.pull(20);
    expect(bench.buffer.report()).toMatchObject({ position: 80, playing: true });
    expect(largestStep(bench.sound)).toBeLessThan(0.01);
  });

  it('waits longer after packets came unevenly, up to 120 ms, and forgets it in time', () => {
    const bench = new Bench();
    [0, 1, 2].forEach((index) => bench.push(index));
    bench.push(3, 0.06 + 0.05);
    expect(bench.buffer.target).toBeCloseTo(70, 6);
    bench.push(4, 0.08 + 0.3);
    expect(bench.buffer.target).toBe(120);
    for (let index = 5; index < 105; index++) {
      bench.push(index);
    }

    expect(bench.buffer.target).toBe(120);
    for (let index = 105; index < 1000; index++) {
      bench.push(index);
    }

    expect(bench.buffer.target).toBeLessThan(25);
  });

  it('waits 20 ms longer after each time that the sound ran out', () => {
    const bench = new Bench();
    [0, 1, 2].forEach((index) => bench.push(index));
    const before = bench.buffer.target;
    bench.pull(100);
    expect(bench.buffer.target - before).toBeCloseTo(20, 6);
  });

  it('clears with a fade of 5 ms and drops what comes late', () => {
    const bench = new Bench();
    [0, 1, 2, 3, 4].forEach((index) => bench.push(index));
    bench.pull(20);
    const cleared: number[] = [];
    bench.buffer.clear(1, (position) => cleared.push(position));
    expect(bench.buffer.report()).toBeUndefined();
    expect(cleared).toEqual([]);
    const after = bench.pull(20);
    // The 20 ms that were heard and the fade.
    expect(cleared).toEqual([25]);
    expect(after.findIndex((sample) => sample === 0)).toBeLessThanOrEqual(RATE * 0.005);
    expect(after.slice(RATE * 0.005).every((sample) => sample === 0)).toBe(true);
    expect(largestStep(bench.sound)).toBeLessThan(0.01);
    bench.push(5);
    bench.push(6, 0.12, { last: true });
    expect(bench.pull(20).every((sample) => sample === 0)).toBe(true);
    expect(bench.ended).toEqual([]);
  });

  it('plays the next epoch after a clear', () => {
    const bench = new Bench();
    [0, 1, 2, 3].forEach((index) => bench.push(index));
    bench.pull(10);
    bench.buffer.clear(1, () => undefined);
    [0, 1, 2, 3].forEach((index) => bench.push(index, 1 + index * 0.02, { epoch: 2, utterance: 2, level: 8192 }));
    bench.pull(20);
    expect(bench.buffer.report()).toMatchObject({ epoch: 2, utterance: 2, playing: true });
    expect(bench.sound.at(-1)).toBe(0.25);
  });

  it('says where an epoch was silenced, in whole samples as they were received', () => {
    const buffer = new JitterBuffer(48_000);
    const cleared: number[] = [];
    for (let index = 0; index < 10; index++) {
      buffer.push({ epoch: 1, utterance: 1, offset: index * 480, last: false, samples: new Int16Array(480).fill(1000), sampleRate: 24_000 }, 0);
    }

    for (let block = 0; block < 7; block++) {
      buffer.pull(new Float32Array(127), () => undefined);
    }

    buffer.clear(1, (position) => cleared.push(position));
    for (let block = 0; block < 3; block++) {
      buffer.pull(new Float32Array(128), () => undefined);
    }

    const samples = cleared[0]! * 24;
    expect(samples).toBeCloseTo(Math.round(samples), 9);
    expect(cleared[0]).toBeGreaterThan((7 * 127) / 48);
    expect(cleared[0]).toBeLessThanOrEqual((7 * 127) / 48 + 5);
  });

  it('says at once where it stood when nothing sounds: before, in the middle, after', () => {
    const bench = new Bench();
    const cleared: number[] = [];
    const clear = (epoch: number): void => bench.buffer.clear(epoch, (position) => cleared.push(position));
    bench.push(0);
    clear(1);
    [0, 1, 2].forEach((index) => bench.push(index, index * 0.02, { epoch: 2 }));
    bench.pull(100);
    clear(2);
    bench.push(0, 1, { epoch: 3, last: true });
    bench.pull(40);
    clear(3);
    clear(4);
    expect(cleared).toEqual([0, 60, 20, 0]);
  });

  it('turns an epoch down within 10 ms and up again in 100 ms, without a click', () => {
    const bench = new Bench();
    for (let index = 0; index < 20; index++) {
      bench.push(index);
    }

    bench.pull(50);
    bench.buffer.setLevel(1, 0.1, 0.01);
    expect(bench.pull(10).at(-1)).toBeCloseTo(0.05, 6);
    expect(bench.pull(50).every((sample) => Math.abs(sample - 0.05) < 1e-6)).toBe(true);
    bench.buffer.setLevel(1, 1, 0.1);
    expect(bench.pull(50).at(-1)).toBeCloseTo(0.275, 3);
    expect(bench.pull(50).at(-1)).toBe(0.5);
    expect(largestStep(bench.sound)).toBeLessThan(0.01);
  });

  it('begins another epoch at full level, and turns nothing down that is over', () => {
    const bench = new Bench();
    [0, 1, 2, 3].forEach((index) => bench.push(index));
    bench.pull(10);
    bench.buffer.setLevel(1, 0.1, 0.01);
    bench.pull(20);
    bench.buffer.clear(1, () => undefined);
    [0, 1, 2, 3].forEach((index) => bench.push(index, 1, { epoch: 2 }));
    bench.pull(20);
    bench.buffer.setLevel(1, 0.1, 0.01);
    bench.pull(10);
    expect(bench.sound.at(-1)).toBe(0.5);
  });

  it('plays utterances one after another', () => {
    const bench = new Bench();
    bench.push(0, 0, { last: true });
    bench.push(0, 0.01, { utterance: 2, last: true });
    bench.pull(60);
    expect(bench.ended.map((report) => report.utterance)).toEqual([1, 2]);
  });

  it('cuts what came twice and keeps its place over a gap', () => {
    const bench = new Bench();
    [0, 1, 1, 0, 2, 4].forEach((index) => bench.push(index, 0));
    bench.push(5, 0, { last: true });
    bench.pull(200);
    expect(bench.ended[0]?.position).toBe(120);
    expect(bench.sound.slice(PACKET * 3 + 10, PACKET * 4 - 10).every((sample) => sample === 0)).toBe(true);
    expect(bench.sound[PACKET * 5]).toBe(0.5);
  });

  it('resamples without moving the end', () => {
    const bench = new JitterBuffer(48_000);
    const ended: JitterReport[] = [];
    for (let index = 0; index < 10; index++) {
      const samples = new Int16Array(480).fill(1000);
      bench.push({ epoch: 1, utterance: 1, offset: index * 480, last: index === 9, samples, sampleRate: 24_000 }, 0);
    }

    for (let block = 0; block < 100; block++) {
      bench.pull(new Float32Array(128), (report) => ended.push(report));
    }

    expect(ended[0]?.position).toBe(200);
  });
});
