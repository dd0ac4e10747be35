import type { TurnEnded, TurnLatency } from '@troupe/protocol';

/** A phase of a turn. */
export interface Phase {
  /** Its field in `turn.ended.latency`. */
  readonly field: keyof TurnLatency;
  /** What a person reads. */
  readonly label: string;
  /** Milliseconds. */
  readonly value: number;
}

/** Where the time of one turn went. */
export interface TurnFigures {
  readonly turn: number;
  /** Whether it was stopped or failed, so that it says nothing about a whole answer. */
  readonly stopped: boolean;
  /** Phases that happened, in order. */
  readonly phases: readonly Phase[];
  /** Milliseconds from the last word, or the written message, to the first sound heard; undefined when nothing was heard. */
  readonly firstSound: number | undefined;
}

/** The phases in order: they add up to the time from the last word to the first sound. */
export const PHASES: readonly Pick<Phase, 'field' | 'label'>[] = [
  { field: 'endOfTurnDelay', label: 'noticing that you are done' },
  { field: 'transcriptionDelay', label: 'understanding' },
  { field: 'firstToken', label: 'first word of the answer' },
  { field: 'firstPhrase', label: 'first phrase' },
  { field: 'ttsFirstByte', label: 'voice' },
  { field: 'firstAudio', label: 'sending' },
  { field: 'playbackLatency', label: 'playing' },
];

/** Reads a turn's figures. */
export function figuresOf({ turn, reason, latency }: TurnEnded): TurnFigures {
  const phases = PHASES.flatMap(({ field, label }) => {
    const value = latency[field];
    return typeof value === 'number' ? [{ field, label, value }] : [];
  });
  const { total, playbackLatency } = latency;
  return {
    turn,
    stopped: latency.interrupted || reason !== 'completed',
    phases,
    firstSound: total === undefined || playbackLatency === undefined ? undefined : total + playbackLatency,
  };
}

/** The median of the turns that were heard to their end; undefined when there is none. */
export function medianFirstSound(turns: readonly TurnFigures[]): number | undefined {
  const values = turns.flatMap((turn) => (turn.stopped || turn.firstSound === undefined ? [] : [turn.firstSound])).sort((first, second) => first - second);
  const middle = values[Math.floor(values.length / 2)];
  const before = values[Math.ceil(values.length / 2) - 1];
  return middle === undefined || before === undefined ? undefined : (middle + before) / 2;
}
