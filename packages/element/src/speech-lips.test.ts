import { readFileSync } from 'node:fs';
import type { PerformancePart } from '@troupe/avatar';
import type { AudioPacket, VisemeSpan } from '@troupe/protocol';
import { describe, expect, it } from 'vitest';
import { SpeechLips } from './speech-lips.js';

const root = new URL('../../../', import.meta.url);
const weights = Uint8Array.from(readFileSync(new URL('src/Troupe.Conversation/Acting/Listening/LipNet.bin', root))).buffer;
const spoken = JSON.parse(readFileSync(new URL('vectors/lipsync/spoken.json', root), 'utf8')) as { readonly samples: string; readonly cues: readonly VisemeSpan[] };
const samples = new Int16Array(Uint8Array.from(Buffer.from(spoken.samples, 'base64')).buffer);
const RATE = 16_000;
const PACKET = 320;

function packets(): readonly AudioPacket[] {
  const count = Math.ceil(samples.length / PACKET);
  return Array.from({ length: count }, (_, index) => ({
    kind: 'speech',
    epoch: 1,
    utterance: 7,
    seq: index + 1,
    offset: index * PACKET,
    last: index === count - 1,
    samples: samples.slice(index * PACKET, (index + 1) * PACKET),
  }));
}

function listen(load: () => Promise<ArrayBuffer>): { readonly lips: SpeechLips; readonly shown: PerformancePart[] } {
  const shown: PerformancePart[] = [];
  return { lips: new SpeechLips(load, (part) => shown.push(part)), shown };
}

const movesOf = (shown: readonly PerformancePart[]): readonly VisemeSpan[] => shown.flatMap(({ visemes = [] }) => visemes.filter(({ viseme }) => viseme !== 0));

describe('SpeechLips', () => {
  it('hears speech without visemes before it plays, from its first packet on', async () => {
    const { lips, shown } = listen(() => Promise.resolve(weights));
    const [first, ...others] = packets();
    lips.take(first!, RATE);
    await Promise.resolve();
    await Promise.resolve();
    others.forEach((packet, index) => {
      lips.take(packet, RATE);
      // No cue is about sound that has not come, and none comes later than 153 ms after its beginning.
      const until = ((index + 2) * PACKET * 1000) / RATE;
      movesOf(shown).forEach(({ start }) => expect(start).toBeLessThan(until));
    });
    expect(movesOf(shown).map(({ viseme, start, duration }) => ({ viseme, start, duration }))).toEqual(spoken.cues.map(({ viseme, start, duration }) => ({ viseme, start, duration })));
    expect(lips.kernel).toBe('simd');
    expect(new Set(shown.map(({ epoch, utterance }) => `${epoch}/${utterance}`))).toEqual(new Set(['1/7']));
  });

  it('says that it heard rest, so that the loudness need not guess there', async () => {
    const { lips, shown } = listen(() => Promise.resolve(weights));
    packets().slice(0, 90).forEach((packet) => lips.take({ ...packet, samples: new Int16Array(PACKET) }, RATE));
    await new Promise((resolve) => setTimeout(resolve));
    const rests = shown.flatMap(({ visemes = [] }) => visemes);
    expect(movesOf(shown)).toEqual([]);
    expect(rests[0]?.start).toBe(0);
    rests.slice(1).forEach(({ start }, index) => expect(start).toBe(rests[index]!.start + rests[index]!.duration));
  });

  it('leaves speech alone that comes with visemes, and loads nothing for it', () => {
    let loads = 0;
    const { lips, shown } = listen(() => Promise.resolve(weights).finally(() => loads++));
    lips.note({ type: 'speech.delta', seq: 1, at: 0, epoch: 1, utterance: 7, visemes: [{ viseme: 1, start: 0, duration: 50, weight: 1 }] });
    packets().forEach((packet) => lips.take(packet, RATE));
    expect([loads, shown.length]).toEqual([0, 0]);
  });

  it('does without weights that cannot be loaded, and asks once', async () => {
    let asked = 0;
    const { lips, shown } = listen(() => {
      asked++;
      return Promise.reject(new Error('404'));
    });
    packets().forEach((packet) => lips.take(packet, RATE));
    await new Promise((resolve) => setTimeout(resolve));
    packets().forEach((packet) => lips.take(packet, RATE));
    expect([asked, shown.length]).toEqual([1, 0]);
  });
});
