import { describe, expect, it } from 'vitest';
import { Animator, FACE_NAMES, VISEME_NAMES, type Attitude, type FaceName, type Moment } from './index.js';

/** Milliseconds of a frame at 60 Hz. */
const FRAME = 1000 / 60;

/** The largest step of a value from frame to frame: the whole way of an eased change in 250 ms, at its fastest. */
const LARGEST_STEP = 0.16;

const PP = VISEME_NAMES.indexOf('PP');
const blinks = new Set<FaceName>(['blinkLeft', 'blinkRight']);

/** A face that is looked at frame by frame. */
class Watched {
  readonly animator: Animator;
  readonly faces: number[][] = [];
  readonly mouths: number[][] = [];
  now = 20_000;

  constructor(reducedMotion = false) {
    this.animator = new Animator({ seed: 3, reducedMotion });
  }

  watch(milliseconds: number, attitude: Attitude, moment: (now: number) => Partial<Moment> = () => ({})): this {
    for (const until = this.now + milliseconds; this.now < until; this.now += FRAME) {
      const { face, visemes } = this.animator.poseAt({ now: this.now, attitude, ...moment(this.now) });
      this.faces.push([...face]);
      this.mouths.push([...visemes]);
    }

    return this;
  }

  /** A value over the frames; idle life taken off by a face that only lives. */
  of(name: FaceName): number[] {
    const index = FACE_NAMES.indexOf(name);
    return this.faces.map((face) => face[index]!);
  }

  get largestStep(): number {
    return Math.max(
      ...FACE_NAMES.filter((name) => !blinks.has(name)).map((name) => this.of(name).reduce((most, value, frame, all) => Math.max(most, Math.abs(value - (all[frame - 1] ?? value))), 0)),
    );
  }
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('Attitudes', () => {
  it.each(['listening', 'thinking'] as const)('%s comes and goes without a jump and leaves the mouth shut', (attitude) => {
    const watched = new Watched().watch(500, 'none').watch(3000, attitude).watch(300, 'none').watch(100, attitude).watch(1000, 'none');
    expect(watched.largestStep).toBeLessThan(LARGEST_STEP);
    expect(watched.mouths.flat().every((weight) => weight === 0)).toBe(true);
    expect(watched.of('smile').every((value) => value === 0)).toBe(true);
  });

  it('listening looks at the viewer, leans and blinks less', () => {
    const idle = new Watched().watch(60_000, 'none');
    const listening = new Watched().watch(60_000, 'listening');
    const wandering = (watched: Watched): number => average(watched.of('gazeX').map(Math.abs));
    const closed = (watched: Watched): number => watched.of('blinkLeft').filter((value, frame, all) => value > 0.5 && !((all[frame - 1] ?? 0) > 0.5)).length;
    expect(wandering(listening)).toBeLessThan(wandering(idle) / 4);
    expect(Math.abs(average(listening.of('headRoll')) - average(idle.of('headRoll')))).toBeCloseTo(0.28, 1);
    expect(average(listening.of('browLeft'))).toBeGreaterThan(0.1);
    expect(closed(listening)).toBeLessThan(closed(idle) * 0.75);
    expect(closed(listening)).toBeGreaterThan(3);
  });

  it('is there within 250 ms', () => {
    const watched = new Watched(true).watch(100, 'none').watch(250 + FRAME, 'listening');
    expect(watched.of('browLeft').at(-1)).toBeCloseTo(0.16, 6);
  });

  it('thinking looks up and away, comes back now and then, and returns when it is over', () => {
    const watched = new Watched(true).watch(6000, 'thinking').watch(300, 'none');
    const gaze = watched.of('gazeY');
    expect(Math.max(...gaze)).toBeCloseTo(0.5, 6);
    const turns = gaze.filter((value, frame) => value > 0.25 !== (gaze[frame - 1] ?? 0) > 0.25).length;
    expect(turns).toBeGreaterThanOrEqual(4);
    expect(gaze.at(-1)).toBe(0);
  });

  it('does not look away for an answer that comes at once', () => {
    const watched = new Watched(true).watch(140, 'thinking').watch(500, 'none');
    expect(watched.of('gazeY').every((value) => value === 0)).toBe(true);
  });

  it('nods once, and not again for six seconds', () => {
    const bare = new Watched().watch(9000, 'listening');
    const nodding = new Watched();
    for (let second = 0; second < 9; second++) {
      nodding.animator.acknowledge();
      nodding.watch(1000, 'listening');
    }

    const dips = nodding.of('headPitch').map((value, frame) => value - bare.of('headPitch')[frame]!);
    const nods = dips.flatMap((dip, frame) => (dip < -0.2 && !((dips[frame - 1] ?? 0) < -0.2) ? [frame * FRAME] : []));
    expect(nods).toHaveLength(2);
    expect(nods[1]! - nods[0]!).toBeCloseTo(6000, -2);
    expect(nodding.largestStep).toBeLessThan(LARGEST_STEP);
    expect(nodding.mouths.flat().every((weight) => weight === 0)).toBe(true);
  });

  it('does not begin a nod while it speaks, and holds still while lips touch that close during one', () => {
    const spoken = { epoch: 1, utterance: 1, visemes: [{ viseme: PP, start: 80, duration: 120, weight: 1 }, { viseme: 10, start: 200, duration: 400, weight: 1 }] };
    const say = (nods: 'before' | 'during' | 'never'): Watched => {
      const watched = new Watched();
      watched.animator.load(spoken);
      watched.watch(1000, 'none');
      if (nods === 'before') watched.animator.acknowledge();
      watched.watch(150, 'none');
      if (nods === 'during') watched.animator.acknowledge();
      const began = watched.now;
      return watched.watch(500, 'none', (now) => ({ playhead: { epoch: 1, utterance: 1, position: now - began } }));
    };
    const still = say('never');
    const before = say('before');
    expect(say('during').faces).toEqual(still.faces);
    expect(before.mouths).toEqual(still.mouths);
    const closed = before.mouths.flatMap((mouth, frame) => (mouth[PP] === 1 ? [frame] : []));
    expect(closed.length).toBeGreaterThan(2);
    closed.forEach((frame) => expect(before.of('headPitch')[frame]).toBe(still.of('headPitch')[frame]));
    // It was nodding just before.
    expect(before.faces).not.toEqual(still.faces);
  });

  it('keeps the head still under reduced motion', () => {
    const watched = new Watched(true);
    watched.animator.acknowledge();
    watched.watch(1000, 'listening').watch(3000, 'thinking');
    for (const name of ['headYaw', 'headPitch', 'headRoll'] as const) {
      expect(watched.of(name).every((value) => value === 0)).toBe(true);
    }
  });
});
