import { decodeAudio, type AudioPacket } from '@troupe/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Uplink } from './uplink.js';

describe('Uplink', () => {
  let sent: AudioPacket[];
  let open: boolean;
  let uplink: Uplink;
  const packet = (value: number): Int16Array => new Int16Array(320).fill(value);
  const record = (count: number): void => {
    for (let index = 0; index < count; index++) {
      uplink.add(packet(index));
    }
  };

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    open = true;
    uplink = new Uplink((frame) => {
      if (open) {
        sent.push(decodeAudio(frame)!);
      }

      return open;
    }, 16_000);
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('keeps what is said before the handshake and sends it after, in order', () => {
    record(3);
    expect(sent).toEqual([]);
    uplink.connect(0);
    expect(sent.map((frame) => [frame.kind, frame.offset, frame.samples[0]])).toEqual([
      ['microphone', 0, 0],
      ['microphone', 320, 1],
      ['microphone', 640, 2],
    ]);
  });

  it('catches up at ten times real time', () => {
    record(50);
    uplink.connect(0);
    expect(sent).toHaveLength(10);
    vi.advanceTimersByTime(20);
    expect(sent).toHaveLength(20);
    vi.advanceTimersByTime(60);
    expect(uplink.sent).toBe(50 * 320);
  });

  it('goes on from the sample that the server names, also inside a packet', () => {
    uplink.connect(0);
    record(5);
    uplink.disconnect();
    record(2);
    sent = [];
    uplink.connect(3 * 320 + 100);
    expect(sent.map((frame) => [frame.offset, frame.samples.length])).toEqual([
      [1060, 220],
      [1280, 320],
      [1600, 320],
      [1920, 320],
    ]);
  });

  it('waits while the socket has too much to do', () => {
    uplink.connect(0);
    open = false;
    record(2);
    open = true;
    vi.advanceTimersByTime(20);
    expect(sent.map((frame) => frame.offset)).toEqual([0, 320]);
  });

  it('keeps 35 s at most', () => {
    record(50 * 40);
    uplink.connect(0);
    expect(sent[0]?.offset).toBe(16_000 * 5);
  });

  it('tells when everything so far is sent, also what waits for the line', async () => {
    let drained = 0;
    const wait = (): void => void uplink.drained().then(() => drained++);
    record(15);
    wait();
    await vi.advanceTimersByTimeAsync(0);
    expect(drained).toBe(0);
    uplink.connect(0);
    record(1);
    await vi.advanceTimersByTimeAsync(20);
    wait();
    await vi.advanceTimersByTimeAsync(0);
    expect(drained).toBe(2);
  });

  it('does not wait for what is dropped', async () => {
    record(3);
    const drained = uplink.drained();
    uplink.discard();
    await drained;
  });

  it('drops what nobody will hear', () => {
    record(3);
    uplink.discard();
    uplink.connect(0);
    record(1);
    expect(sent.map((frame) => frame.offset)).toEqual([0]);
  });
});
