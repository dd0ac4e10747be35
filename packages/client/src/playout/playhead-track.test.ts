import { beforeEach, describe, expect, it } from 'vitest';
import type { PlayoutReport } from '../worklets/messages.js';
import { PlayheadTrack } from './playhead-track.js';
import type { Playhead } from './speech-output.js';

const report = (time: number, position: number, changes: Partial<PlayoutReport> = {}): PlayoutReport => ({
  epoch: 1,
  utterance: 1,
  position,
  time,
  playing: true,
  ended: false,
  target: 60,
  buffered: 0,
  underruns: 0,
  ...changes,
});

describe('PlayheadTrack', () => {
  let track: PlayheadTrack;
  let changes: Playhead[];
  const at = (time: number): Playhead | undefined => {
    track.advance(time, (playhead) => changes.push(playhead));
    return track.at(time);
  };

  beforeEach(() => {
    track = new PlayheadTrack();
    changes = [];
  });

  it('is silent until the first sample leaves the loudspeaker', () => {
    track.add(report(10, 0));
    expect(at(9.99)).toBeUndefined();
    expect(at(10.2)?.position).toBeCloseTo(200, 6);
  });

  it('runs on between reports, but not past a report that is still to be heard', () => {
    track.add(report(10, 0));
    track.add(report(10.1, 90, { playing: false }));
    expect(at(10.05)?.position).toBeCloseTo(50, 6);
    expect(at(10.099)?.position).toBeCloseTo(90, 6);
  });

  it('does not run away from a device that stopped reporting', () => {
    track.add(report(10, 0));
    expect(at(15)?.position).toBe(250);
  });

  it('stands still in an underrun and is anchored again after it', () => {
    track.add(report(10, 0));
    track.add(report(10.1, 100, { playing: false }));
    track.add(report(10.5, 100));
    expect(at(10.4)).toMatchObject({ position: 100, playing: false });
    expect(at(10.55)?.position).toBeCloseTo(150, 6);
    expect(changes.map((playhead) => playhead.playing)).toEqual([true, false, true]);
  });

  it('tells each end, also when the next utterance has begun since', () => {
    track.add(report(10, 0));
    track.add(report(10.1, 100, { ended: true, playing: false }));
    track.add(report(10.15, 0, { utterance: 2 }));
    expect(at(10.2)).toMatchObject({ utterance: 2 });
    expect(changes.filter((playhead) => playhead.ended)).toMatchObject([{ utterance: 1, position: 100 }]);
  });

  it('forgets what was cleared, and what is reported of it afterwards', () => {
    track.add(report(10, 0));
    at(10.05);
    track.clear(1);
    track.add(report(10.1, 100));
    expect(at(10.2)).toBeUndefined();
    track.add(report(10.3, 0, { epoch: 2, utterance: 2 }));
    expect(at(10.31)).toMatchObject({ epoch: 2 });
  });
});
