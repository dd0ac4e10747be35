import type { Caption } from '@troupe/protocol';
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

describe('CaptionTrack of a voice whose words are heard', () => {
  const line = (starts: readonly number[]): Caption => ({
    text: 'Good old morning.',
    start: 100,
    duration: 900,
    words: ['Good', 'old', 'morning.'].map((text, index) => ({ text, start: starts[index] ?? 0, duration: 200 })),
  });

  it('shows a line as it is known best, and no word twice', () => {
    const track = new CaptionTrack();
    track.add([{ text: 'Yes.', start: 0, duration: 90, words: [{ text: 'Yes.', start: 0, duration: 90 }] }]);
    track.add([line([100, 300, 500])]);
    track.add([line([100, 420, 700])]);
    expect(track.at(400)).toMatchObject({ caption: { text: 'Good old morning.' }, word: 0 });
    expect(track.before(Number.POSITIVE_INFINITY)).toBe('Yes. Good old morning.');
  });

  it('completes a line that was cut as often as it is known better', () => {
    const stopped = new CaptionTrack();
    stopped.add([line([100, 300, 500])]);
    const track = new CaptionTrack({ track: stopped, position: 300 });
    const rest = (start: number): Caption => ({ text: 'old morning.', start: 0, duration: 600, words: [{ text: 'old', start: 0, duration: 200 }, { text: 'morning.', start, duration: 300 }] });
    track.add([rest(200)]);
    track.add([rest(320), { text: 'Yes?', start: 900, duration: 200, words: [{ text: 'Yes?', start: 900, duration: 200 }] }]);
    expect(track.at(300)).toMatchObject({ caption: { text: 'Good old morning.' }, word: 1 });
    expect(track.before(Number.POSITIVE_INFINITY)).toBe('Good old morning. Yes?');
  });
});

describe('CaptionTrack that goes on', () => {
  const words = (text: string, start: number): Caption['words'] => text.split(' ').map((word, index) => ({ text: word, start: start + index * 300, duration: 250 }));
  const line = (text: string, start: number): Caption => ({ text, start, duration: text.split(' ').length * 300, words: words(text, start) });
  const stopped = (): CaptionTrack => {
    const track = new CaptionTrack();
    track.add([line('Good morning.', 0), line('A ticket costs twelve dollars.', 600), line('No more.', 2100)]);
    return track;
  };

  it.each([
    ['the rest from the next word', 1200, 'twelve dollars.', 0],
    ['the rest with the word that was cut again', 1300, 'costs twelve dollars.', -100],
    ['the rest without the word that was cut', 1300, 'twelve dollars.', 200],
    ['a rest that is cut in other lines', 1200, 'twelve dollars. No more.', 0],
    ['a rest in shorter lines', 1200, 'twelve', 0],
  ])('shows %s, no word twice and none left out', (_, position, rest, start) => {
    const track = new CaptionTrack({ track: stopped(), position });
    expect(track.lines.map(({ text }) => text)).toEqual(['Good morning.', position === 1200 ? 'A ticket' : 'A ticket costs']);
    track.add([line(rest, start)]);
    expect(track.at(start)?.caption.text).toBe(`A ticket ${rest.startsWith('costs') ? '' : 'costs '}${rest}`);
    expect(track.before(Number.POSITIVE_INFINITY)).toBe(`Good morning. A ticket ${rest.startsWith('costs') ? '' : 'costs '}${rest}`);
  });

  it('lights the words that were heard, and goes on with the next', () => {
    const track = new CaptionTrack({ track: stopped(), position: 1200 });
    track.add([line('costs twelve dollars.', 0), line('No more.', 900)]);
    expect(track.at(0)).toMatchObject({ word: 2 });
    expect(track.at(350)).toMatchObject({ word: 3 });
    expect(track.at(900)?.caption.text).toBe('No more.');
    expect(track.before(1)).toBe('Good morning. A ticket costs');
  });

  it('begins a line of its own where none was cut', () => {
    const track = new CaptionTrack({ track: stopped(), position: 600 });
    track.add([line('A ticket costs twelve dollars.', 0)]);
    expect(track.lines.map(({ text }) => text)).toEqual(['Good morning.', 'A ticket costs twelve dollars.']);
  });

  it('goes on twice', () => {
    const once = new CaptionTrack({ track: stopped(), position: 1200 });
    once.add([line('costs twelve dollars.', 0)]);
    const twice = new CaptionTrack({ track: once, position: 300 });
    twice.add([line('twelve dollars.', 0)]);
    expect(twice.at(0)?.caption.text).toBe('A ticket costs twelve dollars.');
  });
});
