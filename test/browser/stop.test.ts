import { expect, test } from 'vitest';
import { lastAudible, lastMouthMove, messagesOf } from './support/speech.js';
import { Visit } from './support/visit.js';

/** Milliseconds on a busy machine; an idle one takes a fraction. */
const SILENT_WITHIN = 400;
const AT_REST_WITHIN = 800;

/** Difference of the mouth's pixels that nobody sees. */
const STILL = 0.5;

test.each([
  ['the button', (visit: Visit) => visit.part('stop').click()],
  ['Escape', (visit: Visit) => visit.page.keyboard.press('Escape')],
])('Stopped by %s the presenter is silent at once and its mouth rests', async (way, stop) => {
  const visit = await Visit.pay();
  await visit.write('How much is a ticket?');
  await visit.heard(2000);
  await visit.loud();
  await stop(visit);
  await visit.turns(1);
  await visit.silence(1000);
  const seen = await visit.testimony();

  const silentAfter = lastAudible(seen)! - seen.stoppedAt;
  const restedAfter = lastMouthMove(seen, STILL)! - seen.stoppedAt;
  console.info(`stopped by ${way}: silent after ${Math.round(silentAfter)} ms, mouth at rest after ${Math.round(restedAfter)} ms`);
  expect(silentAfter).toBeLessThan(SILENT_WITHIN);
  expect(restedAfter).toBeLessThan(AT_REST_WITHIN);
  // It was loud and moving until then.
  expect(lastAudible(seen, seen.stoppedAt - 300)).toBeDefined();
  expect(lastMouthMove(seen, STILL, seen.stoppedAt - 300)).toBeDefined();

  const [reply] = messagesOf(seen, 'reply.end');
  const [ended] = messagesOf(seen, 'turn.ended');
  expect(ended?.reason).toBe('interrupted');
  expect(ended?.heard).not.toBe('');
  expect(reply?.text.startsWith(ended!.heard!)).toBe(true);
  expect(ended!.heard!.length).toBeLessThan(reply!.text.length / 2);
  expect(await visit.part('line').last().textContent()).toContain(`${ended?.heard?.replace(/[.,;:]+$/, '')}…`);
  expect(await visit.part('captions').isVisible()).toBe(false);
  await visit.state('listening');

  // The next answer is whole.
  await visit.write('Thank you.');
  await visit.turns(2);
  expect(messagesOf(await visit.testimony(), 'turn.ended').at(-1)?.reason).toBe('completed');
  expect(visit.complaints).toEqual([]);
});
