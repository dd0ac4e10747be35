import type { TurnEnded } from '@troupe/protocol';
import { describe, expect, it } from 'vitest';
import { figuresOf, medianFirstSound, type TurnFigures } from './latency-figures.js';

const ended = (latency: Partial<TurnEnded['latency']>, reason: TurnEnded['reason'] = 'completed'): TurnEnded => ({
  type: 'turn.ended',
  seq: 9,
  at: 0,
  turn: 2,
  reason,
  heardEstimated: false,
  takenBack: false,
  latency: { speculated: false, interrupted: false, ...latency },
});

describe('figuresOf', () => {
  it('keeps the phases that happened, in order, and adds the playing to the total', () => {
    const figures = figuresOf(ended({ firstToken: 20, endOfTurnDelay: 200, total: 300, playbackLatency: 80 }));
    expect(figures.phases.map(({ field, value }) => [field, value])).toEqual([
      ['endOfTurnDelay', 200],
      ['firstToken', 20],
      ['playbackLatency', 80],
    ]);
    expect(figures).toMatchObject({ turn: 2, stopped: false, firstSound: 380 });
  });

  it('knows no first sound where nothing was heard', () => {
    expect(figuresOf(ended({ total: 300 })).firstSound).toBeUndefined();
  });

  it('marks turns that were stopped or failed', () => {
    expect(figuresOf(ended({ interrupted: true })).stopped).toBe(true);
    expect(figuresOf(ended({}, 'failed')).stopped).toBe(true);
  });
});

describe('medianFirstSound', () => {
  const turn = (firstSound: number | undefined, stopped = false): TurnFigures => ({ turn: 1, stopped, phases: [], firstSound });

  it.each([
    [[], undefined],
    [[turn(500)], 500],
    [[turn(900), turn(100), turn(200)], 200],
    [[turn(100), turn(200), turn(300), turn(1000)], 250],
    [[turn(100), turn(5, true), turn(undefined)], 100],
  ])('of %j is %j', (turns, median) => {
    expect(medianFirstSound(turns)).toBe(median);
  });
});
