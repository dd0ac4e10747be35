import { describe, expect, it } from 'vitest';
import { missingEngineNotes, statusWords, warningWords, welcomeWords } from './status-words.js';

describe('statusWords', () => {
  it.each([
    ['idle', 'closed', 'Ready when you are'],
    ['listening', 'closed', 'Your turn'],
    ['listening', 'open', 'Listening'],
    ['thinking', 'open', 'Ada is thinking…'],
    ['speaking', 'closed', 'Ada is speaking'],
    ['reconnecting', 'open', 'Connection lost, reconnecting…'],
  ] as const)('says for %s with the microphone %s: %s', (state, microphone, words) => {
    expect(statusWords(state, microphone, 'Ada')).toBe(words);
  });
});

describe('statusWords of push-to-talk', () => {
  it('say how it ends', () => {
    expect(statusWords('listening', 'open', 'Ada', 'held')).toBe('Listening: let go when you are done');
    expect(statusWords('endpointing', 'open', 'Ada', 'kept')).toBe('Listening: press again when you are done');
    expect(statusWords('listening', 'opening', 'Ada', 'held')).toBe('Opening the microphone…');
  });
});

describe('warningWords', () => {
  it.each([
    ['idle', 29_001, 'Are you still there? The conversation ends in 30 seconds.'],
    ['idle', 1000, 'Are you still there? The conversation ends in 1 second.'],
    ['idle', -5, 'Are you still there? The conversation ends in 0 seconds.'],
    ['maxDuration', 119_000, 'The conversation ends in 2 minutes, as it reaches its longest duration.'],
  ] as const)('for %s with %i ms left', (reason, remaining, words) => {
    expect(warningWords(reason, remaining)).toBe(words);
  });
});

describe('missingEngineNotes', () => {
  const engine = (part: string, ready: boolean, note?: string): { part: string; name: string; ready: boolean; note?: string } => ({
    part,
    name: ready ? part : '',
    ready,
    ...(note === undefined ? {} : { note }),
  });

  it('is silent about engines that work, also about their grade', () => {
    expect(missingEngineNotes([engine('recognizer', true, 'Demo grade.'), engine('synthesizer', true)])).toEqual([]);
  });

  it('tells one reason for the ears, and the way out', () => {
    expect(missingEngineNotes([engine('voiceActivity', false, 'silero is missing'), engine('recognizer', false, 'pocketsphinx too.')])).toEqual([
      'Voice input is not available: silero is missing. You can type.',
    ]);
  });

  it('tells of a missing voice and a missing writer', () => {
    expect(missingEngineNotes([engine('synthesizer', false), engine('writer', false, 'No model.')])).toEqual([
      'Voice output is not available: its engine is missing. Answers come in writing.',
      'Answers are not available: No model.',
    ]);
  });
});

describe('welcomeWords', () => {
  it('invites nobody to talk to nobody', () => {
    expect(welcomeWords(undefined, false, true, false, true)).toEqual({ title: 'There is nobody here', text: '', button: 'Try again' });
  });

  const close = { reason: 'idle', message: 'Nobody spoke.', retryable: true } as const;

  it('invites before the first conversation', () => {
    expect(welcomeWords(undefined, false, false).button).toBe('Start talking');
  });

  it('says why a conversation ended', () => {
    expect(welcomeWords(close, true, false)).toEqual({ title: 'The conversation is over', text: 'Nobody spoke.', button: 'Start again' });
  });

  it('does not say twice why none began', () => {
    expect(welcomeWords({ ...close, reason: 'unreachable' }, false, true)).toEqual({ title: 'Not connected', text: '', button: 'Try again' });
  });
});
