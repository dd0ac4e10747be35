import { describe, expect, it } from 'vitest';
import { PacketFramer, type CapturedPacket } from './packet-framer.js';

function frame(framer: PacketFramer, input: Float32Array): CapturedPacket[] {
  const packets: CapturedPacket[] = [];
  for (let at = 0; at < input.length; at += 128) {
    framer.push(input.subarray(at, at + 128), (packet) => packets.push(packet));
  }

  return packets;
}

describe('PacketFramer', () => {
  it('cuts one second at 48 kHz into 49 whole packets of 320 samples, the filter holding back the rest', () => {
    const packets = frame(new PacketFramer(48_000, 16_000), new Float32Array(48_000).fill(0.5));
    expect(packets.map((packet) => packet.samples.length)).toEqual(new Array(49).fill(320));
    expect(packets[20]?.level).toBeCloseTo(0.5, 3);
    expect(packets[20]?.samples[100]).toBeCloseTo(16_384, -2);
  });

  it('clips instead of wrapping round', () => {
    const packets = frame(new PacketFramer(16_000, 16_000), new Float32Array(640).fill(3));
    expect(packets[0]?.samples[0]).toBe(32_767);
    expect(packets[0]?.level).toBe(1);
  });
});
