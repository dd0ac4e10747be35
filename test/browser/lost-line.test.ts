import { expect, inject, onTestFinished, test } from 'vitest';
import { Line } from './support/line.js';
import { audibleTime, bare, captionsOf, messagesOf, spokenIn } from './support/speech.js';
import { Visit } from './support/visit.js';

const QUESTION = 'Are dogs welcome?';

test('An answer whose line is lost in the middle goes on where it stopped, whole and once', async () => {
  const line = await Line.to(inject('address'));
  onTestFinished(() => line.remove());
  const visit = await Visit.pay({ address: line.address });

  // Undisturbed, to compare with.
  await visit.write(QUESTION);
  await visit.turns(1);
  await visit.part('captions').waitFor({ state: 'hidden' });
  const first = await visit.testimony();

  await visit.write(QUESTION);
  await visit.heard(1500);
  line.cut();
  await visit.state('reconnecting');
  expect(await visit.part('status').textContent()).toBe('Connection lost, reconnecting…');
  // What had arrived is heard; then nothing comes.
  await visit.silence(400);
  line.mend();
  await visit.state('speaking');
  await visit.turns(2);
  await visit.silence(300);
  const seen = await visit.testimony();

  const undisturbed = spokenIn(first, 1);
  const disturbed = spokenIn(seen, 2);
  const frames = seen.frames.filter(({ at }) => at >= disturbed.from);
  expect(frames.map(({ state }) => state).filter((state, index, states) => state !== states[index - 1])).toEqual(['speaking', 'reconnecting', 'speaking', 'listening']);
  expect(messagesOf(seen, 'turn.ended').map(({ reason }) => reason)).toEqual(['completed', 'completed']);
  const reply = messagesOf(seen, 'reply.end').at(-1)!;
  expect(messagesOf(seen, 'turn.ended').at(-1)?.heard).toBe(reply.text);

  // As much sound as without the loss, nothing twice and nothing left out; and every word was shown.
  const whole = audibleTime(first, undisturbed.from);
  const resumed = audibleTime(seen, disturbed.from);
  console.info(`lost line: ${resumed} ms audible, ${whole} ms without the loss`);
  expect(Math.abs(resumed - whole)).toBeLessThan(100);
  expect(disturbed.ends).toEqual([disturbed.duration]);
  expect(bare(captionsOf(frames).map(({ text }) => text).join(' '))).toBe(bare(reply.text));
  expect(messagesOf(seen, 'session.started')).toHaveLength(1);

  // Every message came once and in order; what answers a handshake has no number.
  const numbers = seen.messages.map(({ message }) => message.seq).filter((seq) => seq > 0);
  expect(numbers.every((number, index) => index === 0 || number > numbers[index - 1]!)).toBe(true);
});
