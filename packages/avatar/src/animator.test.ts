import { describe, expect, it } from 'vitest';
import { Animator, createPose, FACE_NAMES, planMouth, VISEME_NAMES, type Moment } from './index.js';
import { sampleMouth } from './mouth-curve.js';

const AA = VISEME_NAMES.indexOf('aa');
const PP = VISEME_NAMES.indexOf('PP');
const OU = VISEME_NAMES.indexOf('ou');
const FRAME = 1000 / 120;
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
  it('does what it is directed to at once, and comes back', () => {
    const animator = new Animator({ reducedMotion: true });
    const rest = animator.poseAt({ now: 1000 }).face.slice();
    animator.direct({ kind: 'expression', name: 'smile', start: 0, duration: 2000, weight: 1 }, 1000);
    expect(animator.poseAt({ now: 2000 }).face[FACE_NAMES.indexOf('smile')]).toBeCloseTo(0.8, 5);
    animator.direct({ kind: 'gesture', name: 'nod', start: 0, duration: 700, weight: 1 }, 2000);
    expect(animator.poseAt({ now: 2350 }).face[FACE_NAMES.indexOf('headPitch')], 'motion is reduced').toBeCloseTo(rest[FACE_NAMES.indexOf('headPitch')] as number, 5);
    animator.reducedMotion = false;
    animator.direct({ kind: 'gesture', name: 'nod', start: 0, duration: 700, weight: 1 }, 2400);
    expect(animator.poseAt({ now: 2750 }).face[FACE_NAMES.indexOf('headPitch')]).toBeLessThan(-0.7);
    expect(animator.poseAt({ now: 9000 }).face[FACE_NAMES.indexOf('smile')]).toBe(0);
  });

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

  it('rests 100 ms after sound stalls, told or not, and is back 100 ms after it goes on, without a jump', () => {
    for (const playing of [false, true]) {
      const animator = still();
      animator.load({ epoch: 1, utterance: 1, visemes: [{ viseme: AA, start: 0, duration: 2000, weight: 1 }] });
      const frames: { readonly now: number; readonly open: number }[] = [];
      for (let now = 0; now < 1500; now += FRAME) {
        const stalled = now >= 500 && now < 900;
        const position = now < 500 ? now : stalled ? 500 : now - 400;
        frames.push({ now, open: mouthAt(animator, { playhead: { epoch: 1, utterance: 1, position, playing: playing || !stalled }, now })[AA] as number });
      }
      const openAt = (time: number): number => (frames.findLast(({ now }) => now <= time) as { open: number }).open;
      expect(openAt(490)).toBeCloseTo(1, 6);
      expect(openAt(playing ? 670 : 610)).toBe(0);
      expect(openAt(1020)).toBeCloseTo(1, 6);
      frames.slice(1).forEach(({ open }, index) => expect(Math.abs(open - (frames[index] as { open: number }).open)).toBeLessThan(0.2));
    }
  });

  it('glides to where the sound is when its clock jumps, in place and in speed', () => {
    for (const jump of [-60, 60, 250]) {
      const animator = still();
      const visemes = planMouth(Array.from({ length: 30 }, (_, index) => ({ ipa: ['ɑ', 't', 'u', 's'][index % 4] as string, start: index * 90, duration: 90, stressed: true })));
      animator.load({ epoch: 1, utterance: 1, visemes });
      const [openings, settled] = [[] as number[], createPose()];
      for (let now = 0; now < 2000; now += FRAME) {
        const position = now < 1000 ? now : now + jump;
        const mouth = mouthAt(animator, { playhead: { epoch: 1, utterance: 1, position }, now });
        openings.push((mouth[AA] as number) + 0.25 * (mouth[OU] as number));
        sampleMouth(visemes, position, settled.visemes);
        if ((now > 110 && now < 1000) || now > 1110) mouth.forEach((weight, viseme) => expect(weight).toBeCloseTo(settled.visemes[viseme] as number, 9));
      }
      const jerks = openings.slice(3).map((open, index) => (open - 3 * (openings[index + 2] as number) + 3 * (openings[index + 1] as number) - (openings[index] as number)) / (FRAME / 1000) ** 3);
      const greatest = (from: number, to: number): number => Math.max(...jerks.slice(Math.floor(from / FRAME), Math.floor(to / FRAME)).map(Math.abs));
      // No frame around the jump is rougher than twice the roughest of the speech itself; a cut would be five times and more.
      expect(greatest(950, 1150)).toBeLessThan(2 * greatest(200, 900));
    }
  });

  it('is where the sound is at once after a pause in which nobody saw it', () => {
    const animator = still();
    animator.load({ epoch: 1, utterance: 1, visemes: [{ viseme: AA, start: 0, duration: 900, weight: 1 }, { viseme: OU, start: 900, duration: 900, weight: 1 }] });
    for (let now = 0; now < 500; now += FRAME) animator.poseAt({ playhead: { epoch: 1, utterance: 1, position: now }, now });
    expect(mouthAt(animator, { playhead: { epoch: 1, utterance: 1, position: 1400 }, now: 1400 })[OU]).toBeCloseTo(1, 6);
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
