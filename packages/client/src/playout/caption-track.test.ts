import { describe, expect, it } from 'vitest';
import { CaptionTrack } from './caption-track.js';

describe('CaptionTrack', () => {
  const track = new CaptionTrack();
  track.add([
    {
      text: 'Good morning.',
      start: 100,
      duration: 600,
      words: [
        { text: 'Good', start: 100, duration: 200 },
        { text: 'morning.', start: 350, duration: 350 },
      ],
    },
  ]);
  track.add([{ text: 'Yes?', start: 900, duration: 200, words: [{ text: 'Yes?', start: 950, duration: 150 }] }]);

  it.each([
    [0, undefined, undefined],
    [100, 'Good morning.', 0],
    [349, 'Good morning.', 0],
    [350, 'Good morning.', 1],
    [850, 'Good morning.', 1],
    [900, 'Yes?', -1],
    [950, 'Yes?', 0],
    [5000, 'Yes?', 0],
  ])('at %i ms shows %j with word %j', (position, text, word) => {
    const moment = track.at(position);
    expect(moment?.caption.text).toBe(text);
    expect(moment?.word).toBe(word);
  });

  it.each([
    [0, ''],
    [100, ''],
    [101, 'Good'],
    [900, 'Good morning.'],
    [5000, 'Good morning. Yes?'],
  ])('before %i ms has %j', (position, words) => {
    expect(track.before(position)).toBe(words);
  });
});
