import { describe, expect, it } from 'vitest';
import { JitterBuffer } from './jitter-buffer.js';
import { PlayoutTarget } from './playout-target.js';

const RATE = 16_000;
const PACKET = 320;
const PACKET_SECONDS = 0.02;
const BLOCK = 160;

/** Seconds by which the server sends ahead of real time. */
const LEAD = 0.2;

/** Sessions, and utterances of each. */
const SESSIONS = 20;
const UTTERANCES = 4;

/** Numbers uniform in 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** When packets arrive that are sent ahead of real time: each is delayed by up to `jitter` seconds, and none overtakes another, as on TCP. */
function arrivals(packets: number, jitter: number, random: () => number): number[] {
  let last = 0;
  return Array.from({ length: packets }, (_, index) => {
    last = Math.max(last, Math.max(0, index * PACKET_SECONDS - LEAD) + jitter * random());
    return last;
  });
}

/** Plays a session over a link. Returns the underruns, and per utterance the seconds from its first packet to its first sample. */
function play(target: PlayoutTarget, jitter: number, seed: number): { underruns: number; waits: number[] } {
  const buffer = new JitterBuffer(RATE, target);
  const random = randomFrom(seed);
  const samples = new Int16Array(PACKET).fill(9000);
  const output = new Float32Array(BLOCK);
  const waits: number[] = [];
  let began = 0;
  for (let utterance = 1; utterance <= UTTERANCES; utterance++) {
    const times = arrivals(Math.floor((2 + 2 * random()) / PACKET_SECONDS), jitter, random);
    let next = 0;
    let over = false;
    let heard: number | undefined;
    for (let now = 0; !over; now += BLOCK / RATE) {
      for (; next < times.length && times[next]! <= now; next++) {
        const packet = { epoch: utterance, utterance, offset: next * PACKET, last: next === times.length - 1, samples, sampleRate: RATE };
        buffer.push(packet, began + times[next]!);
      }

      buffer.pull(output, () => (over = true));
      heard ??= output[BLOCK - 1] === 0 ? undefined : now;
    }

    waits.push(heard! - times[0]!);
    began += times.at(-1)! + 1;
  }

  return { underruns: buffer.underruns, waits };
}

function playAll(make: () => PlayoutTarget, jitter: number): { whole: number; median: number } {
  const sessions = Array.from({ length: SESSIONS }, (_, seed) => play(make(), jitter, seed + 1));
  const waits = sessions.flatMap((session) => session.waits).sort((one, other) => one - other);
  return { whole: sessions.filter(({ underruns }) => underruns === 0).length / SESSIONS, median: waits[Math.floor(waits.length / 2)]! * 1000 };
}

/** A buffer that never waits for less than 60 ms, to compare with. */
const cautious = (): PlayoutTarget => new PlayoutTarget({ least: 0.06, margin: 0.04, first: 0 });

describe('JitterBuffer over simulated links', () => {
  it.each([20, 60, 100, 120])('with %i ms of jitter tears no more sessions than a buffer of 60 to 120 ms, which tears at most one in twenty', (milliseconds) => {
    const reference = playAll(cautious, milliseconds / 1000);
    const { whole, median } = playAll(() => new PlayoutTarget(), milliseconds / 1000);
    expect(reference.whole).toBeGreaterThanOrEqual(0.95);
    expect(whole).toBeGreaterThanOrEqual(reference.whole);
    expect(median).toBeLessThanOrEqual(reference.median);
  });
});
