import { expect, test } from 'vitest';
import { audibleTime, messagesOf, spokenIn } from './support/speech.js';
import { Visit } from './support/visit.js';

test('A written question is answered aloud without a microphone', async () => {
  const visit = await Visit.pay();
  await visit.write('Are dogs welcome?');
  await visit.turns(1);
  await visit.silence(300);
  const seen = await visit.testimony();

  const [reply] = messagesOf(seen, 'reply.end');
  expect(reply?.text).toMatch(/Guide dogs are welcome, but other pets have to stay outside/);
  // On a busy machine the first word of the greeting is heard before the question arrives.
  expect((await visit.lines()).slice(-2)).toEqual(['Are dogs welcome?', reply?.text]);
  expect(await visit.part('input').inputValue()).toBe('');
  expect(await visit.page.locator('troupe-presenter').getAttribute('data-microphone')).toBe('closed');
  const spoken = spokenIn(seen, 1);
  expect(audibleTime(seen, spoken.from)).toBeGreaterThan(0.7 * spoken.duration);
  const [ended] = messagesOf(seen, 'turn.ended');
  expect(ended).toMatchObject({ reason: 'completed', heard: reply?.text });
  expect(await visit.page.locator('#latency .headline strong').textContent()).toMatch(/^\d+ ms$/);
  expect(visit.complaints).toEqual([]);
});
