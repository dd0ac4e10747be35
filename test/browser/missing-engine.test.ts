import { afterAll, beforeAll, expect, test } from 'vitest';
import { audibleTime, messagesOf, spokenIn } from './support/speech.js';
import { TroupeServer } from './support/troupe-server.js';
import { Visit } from './support/visit.js';

const PERSON_READS = 'Voice input is not available';

let server: TroupeServer;

beforeAll(async () => {
  server = await TroupeServer.start('without-recogniser', ['--Troupe:Engines:Recognizer=None']);
});

afterAll(() => server.stop());

test('Without a recogniser the server says so, and the page in words; a written question is still answered aloud', async () => {
  const readiness = await server.readiness();
  expect(readiness.status).toBe(503);
  expect(readiness.missing.map(({ part }) => part)).toEqual(['recognizer']);
  expect(readiness.missing[0]?.cure).toBe('Set Recognizer to PocketSphinx.');

  const visit = await Visit.pay({ address: server.address });
  await visit.write('Are dogs welcome?');
  await visit.turns(1);
  const seen = await visit.testimony();
  expect(messagesOf(seen, 'reply.end')[0]?.text).toMatch(/Guide dogs are welcome/);
  const spoken = spokenIn(seen, 1);
  expect(audibleTime(seen, spoken.from)).toBeGreaterThan(0.7 * spoken.duration);
  expect(await visit.part('notes').textContent()).toContain(PERSON_READS);
  expect(await visit.part('notes').textContent()).toContain('You can type.');
  expect(await visit.part('microphone').isDisabled()).toBe(true);
  expect(await visit.part('microphone').getAttribute('aria-label')).toBe(PERSON_READS);
});

test('Somebody who starts by talking learns that they have to type', async () => {
  const visit = await Visit.pay({ address: server.address });
  await visit.part('start').click();
  await visit.state('listening');
  await visit.page.waitForFunction(() => document.querySelector<HTMLElement>('troupe-presenter')?.dataset['microphone'] === 'closed');
  expect(await visit.part('notes').textContent()).toContain(PERSON_READS);
  expect(await visit.part('status').textContent()).not.toContain('Listening');
  await visit.write('Are dogs welcome?');
  await visit.heard(500);
});
