import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlayoutCommand, PlayoutMessage } from './messages.js';

interface Processor {
  readonly port: { onmessage: (event: { data: PlayoutCommand }) => void };
  process(inputs: readonly [], outputs: readonly (readonly Float32Array[])[]): boolean;
}

const RATE = 48_000;
const BLOCK = 128;

/** The page's side of a processor, and the thread that drives it. */
class Thread {
  readonly told: { readonly at: number; readonly message: PlayoutMessage }[] = [];
  readonly sound: number[] = [];
  readonly #processor: Processor;

  constructor(make: new (options: object) => Processor) {
    ports.push({ postMessage: (message: PlayoutMessage) => this.told.push({ at: this.now, message }) });
    this.#processor = new make({});
  }

  get now(): number {
    return (this.sound.length / RATE) * 1000;
  }

  send(command: PlayoutCommand): void {
    this.#processor.port.onmessage({ data: command });
  }

  /** Sends speech of a steady level at 24 kHz. */
  speak(packets: number, last = true): void {
    for (let index = 0; index < packets; index++) {
      const samples = new Int16Array(480).fill(16_384);
      this.send({ kind: 'push', epoch: 1, utterance: 1, offset: index * 480, last: last && index === packets - 1, samples, sampleRate: 24_000 });
    }
  }

  run(milliseconds: number): void {
    const until = this.now + milliseconds;
    while (this.now < until) {
      vi.stubGlobal('currentTime', this.sound.length / RATE);
      const block = new Float32Array(BLOCK);
      this.#processor.process([], [[block]]);
      this.sound.push(...block);
    }
  }

  times(kind: PlayoutMessage['kind']): number[] {
    return this.told.filter(({ message }) => message.kind === kind).map(({ at }) => at);
  }
}

const ports: object[] = [];
let playout: new (options: object) => Processor;

describe('The playout processor', () => {
  let thread: Thread;

  beforeAll(async () => {
    vi.stubGlobal('sampleRate', RATE);
    vi.stubGlobal('currentTime', 0);
    vi.stubGlobal('AudioWorkletProcessor', class {
      readonly port = ports.pop();
    });
    vi.stubGlobal('registerProcessor', (name: string, processor: new (options: object) => Processor) => {
      if (name === 'troupe-playout') {
        playout = processor;
      }
    });
    await import('./troupe-worklets.js');
  });

  beforeEach(() => {
    thread = new Thread(playout);
  });

  it('tells every 50 ms while it plays, and ticks for a second after the end, until it is heard', () => {
    thread.speak(50);
    thread.run(3000);
    const reports = thread.times('report');
    const ticks = thread.times('tick');
    const steps = [...reports, ...ticks].map((time, index, times) => time - (times[index - 1] ?? 0));
    expect(Math.max(...steps)).toBeLessThanOrEqual(50 + 2 * (BLOCK / RATE) * 1000);
    expect(reports.at(-1)).toBeCloseTo(1000, -1);
    expect(ticks[0]).toBeGreaterThan(reports.at(-1)!);
    expect(ticks.at(-1)! - reports.at(-1)!).toBeGreaterThan(900);
    expect(ticks.at(-1)! - reports.at(-1)!).toBeLessThanOrEqual(1000);
  });

  it('is silent 5 ms after it was told to stop, and then says to the sample how much was heard', () => {
    thread.speak(50, false);
    thread.run(200);
    const asked = thread.now;
    thread.send({ kind: 'clear', epoch: 1 });
    thread.run(50);
    const silentFrom = thread.sound.findLastIndex((sample) => sample !== 0) + 1;
    expect((silentFrom / RATE) * 1000 - asked).toBeLessThanOrEqual(5);
    const played = thread.sound.filter((sample) => sample !== 0).length;
    const [cleared] = thread.told.flatMap(({ message }) => (message.kind === 'cleared' ? [message] : []));
    // Positions count samples at 24 kHz.
    expect(Math.abs(cleared!.position * 24 - played / 2)).toBeLessThanOrEqual(1);
    expect(thread.times('cleared')[0]! - asked).toBeLessThan(10);
  });

  it('is quieter 20 ms after it was told at the latest, and loud again 100 ms after that was taken back', () => {
    thread.speak(50, false);
    thread.run(200);
    thread.send({ kind: 'level', epoch: 1, gain: 0.25, seconds: 0.01 });
    thread.run(20);
    expect(thread.sound.at(-1)).toBeCloseTo(0.125, 3);
    thread.send({ kind: 'level', epoch: 1, gain: 1, seconds: 0.1 });
    thread.run(103);
    expect(thread.sound.at(-1)).toBeCloseTo(0.5, 3);
  });
});
