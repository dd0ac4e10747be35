import { describe, expect, it } from 'vitest';
import { PlayoutClock } from './playout-clock.js';

function fixture(): { source: { position: number; running: boolean }; time: { now: number }; clock: PlayoutClock } {
  const source = { position: 0, running: true };
  const time = { now: 1000 };
  return { source, time, clock: new PlayoutClock(() => source, { now: () => time.now }) };
}

describe('PlayoutClock', () => {
  it('begins at the source', () => {
    const { source, clock } = fixture();
    source.position = 250;
    expect(clock.read()).toBe(250);
  });

  it('advances with real time while the source stands between two steps', () => {
    const { source, time, clock } = fixture();
    clock.read();
    time.now += 10;
    source.position = 10;
    expect(clock.read()).toBeCloseTo(10, 9);
    time.now += 10;
    expect(clock.read()).toBeGreaterThan(18);
  });

  it('closes half of a difference in 50 ms', () => {
    const { source, time, clock } = fixture();
    clock.read();
    time.now += 50;
    source.position = 70;
    expect(clock.read()).toBeCloseTo(60, 9);
    expect(clock.drift).toBeCloseTo(20, 9);
  });

  it('snaps beyond 33 ms', () => {
    const { source, time, clock } = fixture();
    clock.read();
    time.now += 10;
    source.position = 44;
    expect(clock.read()).toBe(44);
    expect(clock.drift).toBe(34);
  });

  it('never runs backwards, and waits for a source that fell behind', () => {
    const { source, time, clock } = fixture();
    source.position = 500;
    clock.read();
    source.position = 100;
    time.now += 16;
    expect(clock.read()).toBe(500);
    source.position = 490;
    time.now += 390;
    expect(clock.read()).toBe(500);
    source.position = 506;
    time.now += 16;
    expect(clock.read()).toBeGreaterThan(500);
  });

  it('stands still while the source has stalled', () => {
    const { source, time, clock } = fixture();
    source.position = 300;
    clock.read();
    source.running = false;
    time.now += 400;
    expect(clock.read()).toBe(300);
    source.running = true;
    time.now += 20;
    source.position = 320;
    expect(clock.read()).toBeCloseTo(320, 9);
  });

  it('takes an earlier position after a reset', () => {
    const { source, clock } = fixture();
    source.position = 900;
    clock.read();
    source.position = 5;
    clock.reset();
    expect(clock.read()).toBe(5);
  });

  it('stays within one frame of a source that steps every 23 ms and runs 300 ppm fast', () => {
    const { source, time, clock } = fixture();
    let previous = clock.read();
    for (let elapsed = 0; elapsed < 60_000; elapsed += 16) {
      time.now += 16;
      source.position = Math.floor((elapsed * 1.0003) / 23) * 23;
      const value = clock.read();
      expect(value).toBeGreaterThanOrEqual(previous);
      expect(Math.abs(value - source.position)).toBeLessThanOrEqual(33);
      previous = value;
    }
  });
});
