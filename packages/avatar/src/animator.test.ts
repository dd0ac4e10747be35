import { describe, expect, it } from 'vitest';
import { Animator, VISEME_NAMES, type Moment } from './index.js';

const AA = VISEME_NAMES.indexOf('aa');
const PP = VISEME_NAMES.indexOf('PP');
const part = {
  epoch: 1,
  utterance: 1,
  visemes: [{ viseme: AA, start: 100, duration: 200, weight: 1 }, { viseme: PP, start: 300, duration: 80, weight: 1 }, { viseme: AA, start: 380, duration: 200, weight: 1 }],
  cues: [{ kind: 'gesture', name: 'nod', start: 0, duration: 600, weight: 1 }],
};
const still = () => new Animator({ reducedMotion: true });
const heard = (position: number, now = 10_000 + position): Moment => ({ playhead: { epoch: 1, utterance: 1, position }, now });
const mouthAt = (animator: Animator, moment: Moment): number[] => [...animator.poseAt(moment).visemes];

describe('Animator', () => {
  it('is at rest while nothing plays', () => {
    const animator = still();
    animator.load(part);
    expect(mouthAt(animator, { now: 0 }).every((weight) => weight === 0)).toBe(true);
  });

  it('follows the playhead, not the clock', () => {
    const animator = still();
    animator.load(part);
    animator.poseAt(heard(0));
    expect(mouthAt(animator, heard(200))[AA]).toBeCloseTo(1, 9);
    expect(mouthAt(animator, heard(200, 99_000))[AA]).toBeCloseTo(1, 9);
    expect(mouthAt(animator, heard(340, 99_100))[PP]).toBe(1);
  });

  it('takes an utterance in parts and in any order', () => {
    const animator = still();
    animator.load({ epoch: 1, utterance: 1, visemes: part.visemes.slice(1) });
    animator.load({ epoch: 1, utterance: 1, visemes: part.visemes.slice(0, 1) });
    animator.poseAt(heard(0));
    expect(mouthAt(animator, heard(200))[AA]).toBeCloseTo(1, 9);
  });

  it('comes to rest within 100 ms of an interruption without a jump', () => {
    const animator = still();
    animator.load(part);
    animator.poseAt(heard(0));
    let before = mouthAt(animator, heard(200))[AA] as number;
    animator.clear(1);
    for (let now = 10_200; now <= 10_300; now += 1) {
      const open = mouthAt(animator, { now })[AA] as number;
      expect(before - open).toBeGreaterThanOrEqual(0);
      expect(before - open).toBeLessThan(0.03);
      before = open;
    }
    expect(before).toBe(0);
  });

  it('does not speak a cleared epoch', () => {
    const animator = still();
    animator.load(part);
    animator.clear(1);
    expect(mouthAt(animator, heard(200)).every((weight) => weight === 0)).toBe(true);
  });

  it('drops what comes late of a cleared epoch, and takes the next one and those of another session', () => {
    const animator = still();
    const open = (epoch: number): number => {
      animator.poseAt({ now: 20_000 });
      animator.poseAt({ playhead: { epoch, utterance: 1, position: 0 }, now: 20_200 });
      return mouthAt(animator, { playhead: { epoch, utterance: 1, position: 200 }, now: 20_400 })[AA] as number;
    };
    animator.clear(1);
    animator.load(part);
    expect(open(1)).toBe(0);
    animator.load({ ...part, epoch: 2 });
    expect(open(2)).toBeCloseTo(1, 9);
    animator.reset();
    animator.load(part);
    expect(open(1)).toBeCloseTo(1, 9);
  });

  it('opens the mouth by loudness where visemes are missing', () => {
    const animator = still();
    let widest = 0;
    for (let now = 0; now < 500; now += 16) {
      widest = Math.max(widest, ...mouthAt(animator, { playhead: { epoch: 1, utterance: 9, position: now }, now, loudness: 0.15 }));
    }
    expect(widest).toBeGreaterThan(0.5);
    for (let now = 500; now < 1500; now += 16) animator.poseAt({ playhead: { epoch: 1, utterance: 9, position: now }, now, loudness: 0 });
    expect(mouthAt(animator, { playhead: { epoch: 1, utterance: 9, position: 1500 }, now: 1500, loudness: 0 }).every((weight) => weight < 0.001)).toBe(true);
  });

  it('keeps a mouth closed in a pause between visemes even if the room is loud', () => {
    const animator = still();
    animator.load({ epoch: 1, utterance: 1, visemes: [{ viseme: AA, start: 0, duration: 200, weight: 1 }, { viseme: 0, start: 200, duration: 900, weight: 1 }, { viseme: AA, start: 1100, duration: 100, weight: 1 }] });
    expect(mouthAt(animator, { ...heard(700), loudness: 0.2 })[AA]).toBe(0);
  });

  it('shuts the lips even while the shape of another source still fades', () => {
    const animator = still();
    animator.load({ epoch: 1, utterance: 2, visemes: [{ viseme: PP, start: 0, duration: 100, weight: 1 }] });
    for (let now = 0; now < 500; now += 16) animator.poseAt({ playhead: { epoch: 1, utterance: 1, position: now }, now, loudness: 0.2 });
    const open = Math.max(...mouthAt(animator, { playhead: { epoch: 1, utterance: 1, position: 500 }, now: 500, loudness: 0.2 }));
    expect(open).toBeGreaterThan(0.5);
    for (let now = 500; now < 530; now += 8) animator.poseAt({ playhead: { epoch: 1, utterance: 2, position: now - 500 }, now });
    const mouth = mouthAt(animator, { playhead: { epoch: 1, utterance: 2, position: 40 }, now: 540 });
    expect(mouth[PP]).toBe(1);
    expect(mouth.reduce((sum, weight) => sum + weight, 0)).toBe(1);
  });

  it('leaves gestures out under reduced motion', () => {
    const pitch = (reducedMotion: boolean) => {
      const animator = new Animator({ seed: 1, reducedMotion });
      animator.load(part);
      animator.poseAt(heard(0, 10_000));
      return animator.poseAt(heard(300, 10_300)).face[11] as number;
    };
    expect(pitch(true)).toBe(0);
    expect(pitch(false)).toBeLessThan(-0.5);
  });
});
