import { expect, test } from 'vitest';
import { recordQuestion } from './support/question.js';
import { audibleTime, bare, captionsOf, messagesOf } from './support/speech.js';
import { Visit } from './support/visit.js';

/** Asked by flite's `rms`, the recogniser understands every word of it. */
const QUESTION = 'how much is a ticket';

test('A spoken question is heard, and answered with sound, a moving mouth and lit captions', async () => {
  const visit = await Visit.pay({ recording: await recordQuestion(QUESTION) });
  await visit.part('start').click();
  await visit.turns(1);
  await visit.silence(300);
  const seen = await visit.testimony();

  const [transcript] = messagesOf(seen, 'transcript.end');
  expect(transcript).toMatchObject({ written: false, text: QUESTION });
  const [reply] = messagesOf(seen, 'reply.end');
  expect(reply?.text).toMatch(/a ticket costs twelve dollars for adults and six dollars for students/);
  expect(await visit.part('line').locator('p').allTextContents()).toEqual([transcript?.text, reply?.text]);

  // The sound lasts as long as the utterance, less its pauses.
  const [speech] = messagesOf(seen, 'speech.end');
  const audible = audibleTime(seen);
  expect(audible).toBeGreaterThan(0.7 * speech!.duration);
  expect(audible).toBeLessThanOrEqual(speech!.duration + 50);

  // At rest until it speaks; then it opens and closes many times.
  const isSpeaking = seen.playheads[0]!.at;
  const before = seen.frames.filter(({ at }) => at < isSpeaking).map(({ mouth }) => mouth);
  const during = seen.frames.filter(({ at }) => at >= isSpeaking && at < isSpeaking + speech!.duration).map(({ mouth }) => mouth);
  expect(before.length).toBeGreaterThan(20);
  expect(Math.max(...before)).toBeLessThan(0.5);
  expect(Math.max(...during)).toBeGreaterThan(10);
  const middle = Math.max(...during) / 2;
  const swings = during.filter((mouth, index) => mouth > middle !== (during[index - 1] ?? 0) > middle).length;
  expect(swings).toBeGreaterThan(10);
  expect(seen.frames.at(-1)!.mouth).toBeLessThan(0.5);

  // Every word was shown, and lit after the one before it.
  const captions = captionsOf(seen.frames);
  expect(bare(captions.map(({ text }) => text).join(' '))).toBe(bare(reply!.text));
  for (const { text, lit } of captions) {
    expect(lit).toEqual([...lit].sort((first, second) => first - second));
    expect(lit.length).toBeGreaterThan(0.8 * text.split(' ').length);
  }

  // The last line stays for a moment, with no word lit.
  const ended = seen.playheads.findLast(({ playhead }) => playhead.ended)!.at;
  const lingering = seen.frames.filter(({ at, caption }) => at > ended + 100 && caption !== '');
  expect(lingering.length).toBeGreaterThan(0);
  expect(lingering.every(({ word }) => word === -1)).toBe(true);

  const latency = messagesOf(seen, 'turn.ended')[0]!.latency;
  expect(visit.complaints).toEqual([]);
  console.info(
    `spoken: "${transcript?.text}"; sound ${audible} of ${speech?.duration} ms; mouth at most ${Math.max(...during).toFixed(1)}, ${swings} swings, `
      + `${during.length} frames; last word to sound ${Math.round((latency.total ?? 0) + (latency.playbackLatency ?? 0))} ms`,
  );
});
