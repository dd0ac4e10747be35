import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeAudio, encodeAudio, type AudioPacket } from './audio-packet.js';

interface Vectors {
  frames: { name: string; packet: Omit<AudioPacket, 'samples'> & { samples: number[] }; hex: string }[];
  refused: { name: string; hex: string }[];
}

const vectors = JSON.parse(readFileSync(new URL('../../../vectors/wire/audio.json', import.meta.url), 'utf8')) as Vectors;
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

describe('audio packets', () => {
  it.each(vectors.frames)('writes and reads $name', ({ packet, hex }) => {
    const samples = Int16Array.from(packet.samples);
    expect(encodeAudio({ ...packet, samples })).toEqual(bytesOf(hex));
    expect(decodeAudio(bytesOf(hex))).toEqual({ ...packet, samples });
  });

  it.each(vectors.refused)('refuses $name', ({ hex }) => {
    expect(decodeAudio(bytesOf(hex))).toBeUndefined();
  });

  it('reads a frame that lies inside a larger buffer', () => {
    const frame = encodeAudio({ kind: 'speech', offset: 5, samples: Int16Array.of(9) });
    const larger = new Uint8Array(frame.length + 3);
    larger.set(frame, 3);
    expect(decodeAudio(larger.subarray(3))?.samples).toEqual(Int16Array.of(9));
  });
});
