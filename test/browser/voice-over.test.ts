import { expect, test } from 'vitest';
import { recordQuestion, UNDERSTOOD } from './support/question.js';
import { audibleTime, bare, messagesOf } from './support/speech.js';
import { Visit } from './support/visit.js';

test('Somebody who says "okay" while the presenter answers hears the whole answer, in one line, no word twice', async () => {
  const visit = await Visit.pay({ recording: await recordQuestion('okay', 1) });
  await visit.write('How much is a ticket?');
  await visit.heard(800);
  await visit.part('microphone').click();
  await visit.turns(1);
  await visit.silence(300);
  const seen = await visit.testimony();

  const [ended] = messagesOf(seen, 'turn.ended');
  const [reply] = messagesOf(seen, 'reply.end');
  const starts = messagesOf(seen, 'speech.start').filter(({ turn }) => turn === 1);
  const ducks = messagesOf(seen, 'speech.ducked');
  const ends = messagesOf(seen, 'speech.end');
  const expected = ends.filter(({ utterance }) => utterance === starts.at(-1)?.utterance)[0]!.duration + (starts.at(-1)?.resumes?.position ?? 0);
  const audible = audibleTime(seen, seen.playheads.find(({ playhead }) => playhead.utterance === starts[0]?.utterance)!.at);
  console.info(
    `voice over: ducked ${ducks.length} times, restored ${messagesOf(seen, 'speech.restored').length} times, stopped ${messagesOf(seen, 'turn.interrupted').filter(({ turn }) => turn === 1).length} times, `
      + `went on ${starts.length - 1} times; ${Math.round(audible)} ms audible of ${Math.round(expected)} ms`,
  );
  expect(ducks.length).toBeGreaterThan(0);
  expect(ended).toMatchObject({ reason: 'completed', heard: reply?.text });
  expect(await visit.lines()).toEqual(['How much is a ticket?', reply?.text]);
  const shown = seen.frames.filter(({ caption }) => caption !== '').map(({ caption }) => bare(caption));
  expect(shown.filter((caption) => caption !== '' && !bare(reply!.text).includes(caption))).toEqual([]);
  expect(audible).toBeGreaterThan(0.7 * expected);
  expect(audible).toBeLessThanOrEqual(expected + 50);
});

test('Push-to-talk with the real server: the presenter stops, listens whatever the pauses, and answers when the button is let go', async () => {
  const visit = await Visit.pay({ recording: await recordQuestion(UNDERSTOOD, 2), attributes: { talk: 'hold' } });
  await visit.part('start').click();
  await visit.page.waitForFunction(() => window.troupeWitness.testimony.playheads.length > 0);
  await visit.part('microphone').hover();
  await visit.page.mouse.down();
  await visit.silence(300);
  await visit.page.waitForFunction(() => window.troupeWitness.testimony.messages.some(({ message }) => message.type === 'voice.stopped'));
  // Done speaking, but not done: the button is still held.
  await visit.page.waitForTimeout(1500);
  const held = await visit.testimony();
  expect(messagesOf(held, 'turn.started')).toEqual([]);
  expect(messagesOf(held, 'turn.interrupted')).toHaveLength(1);
  await visit.page.mouse.up();
  await visit.page.waitForFunction(() => window.troupeWitness.testimony.messages.some(({ message }) => message.type === 'reply.end'));
  const seen = await visit.testimony();
  expect(messagesOf(seen, 'transcript.end')).toMatchObject([{ text: UNDERSTOOD, written: false }]);
  expect(messagesOf(seen, 'reply.end')[0]?.text).toMatch(/until six in the evening/);
});
