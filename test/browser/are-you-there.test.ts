import { expect, test } from 'vitest';
import { violations } from './support/rules.js';
import { installScriptedServer, ScriptedServer } from './support/scripted-server.js';
import { Visit } from './support/visit.js';

const WORDS = /^Are you still there\? The conversation ends in (\d+) seconds\.$/;

test.each([
  ['by the button', (visit: Visit) => visit.part('stay').click()],
  ['by typing', (visit: Visit) => visit.part('input').pressSequentially('Y')],
])('Somebody who is asked whether they are there sees how long they have, and stays %s', async (_, stay) => {
  const visit = await Visit.pay({ before: installScriptedServer });
  const server = new ScriptedServer(visit);
  await server.begin();
  expect(await visit.part('warning').isVisible()).toBe(false);
  await server.say({ type: 'session.warned', reason: 'idle', remaining: 30_000 });
  const text = visit.part('warning-text');
  const remaining = async (): Promise<number> => Number(WORDS.exec((await text.textContent())!)?.[1]);
  await text.waitFor();
  expect(await remaining()).toBeGreaterThan(27);
  const announced = await visit.part('announcement').textContent();
  await visit.page.waitForTimeout(2100);
  expect(await remaining()).toBeLessThanOrEqual(28);
  // It counts down to be seen, and is said once.
  expect(await visit.part('announcement').textContent()).toBe(announced);
  expect(await violations(visit)).toEqual([]);

  await stay(visit);
  await server.until('microphone.close', 1);
  await visit.part('warning').waitFor({ state: 'hidden' });
  expect(await visit.part('announcement').textContent()).toBe('');
  expect(visit.complaints).toEqual([]);
});

test('Speaking is a sign of life; nothing helps against the longest duration', async () => {
  const visit = await Visit.pay({ before: installScriptedServer });
  const server = new ScriptedServer(visit);
  await server.begin();
  await server.say({ type: 'session.warned', reason: 'idle', remaining: 30_000 });
  await visit.part('warning').waitFor();
  await server.say({ type: 'voice.started' });
  await visit.part('warning').waitFor({ state: 'hidden' });
  await server.say({ type: 'session.warned', reason: 'maxDuration', remaining: 30_000 });
  await visit.part('warning').waitFor();
  expect(await visit.part('stay').isVisible()).toBe(false);
  await server.say({ type: 'voice.started' });
  expect(await visit.part('warning').isVisible()).toBe(true);
  await server.say({ type: 'session.ended', reason: 'maxDuration' });
  await visit.state('ended');
  expect(await visit.part('warning').isVisible()).toBe(false);
});

test.each([568, 640])('The question whether somebody is there covers nothing of what was said last (320 x %i)', async (height) => {
  const visit = await Visit.pay({ before: installScriptedServer });
  await visit.page.setViewportSize({ width: 320, height });
  const server = new ScriptedServer(visit);
  await server.begin();
  for (let turn = 1; turn <= 3; turn++) {
    await server.say(
      { type: 'transcript.end', turn, text: `How much is a ticket for ${turn} adults and two students?`, written: true },
      { type: 'turn.started', turn, epoch: turn },
      { type: 'reply.end', turn, text: `That is ${turn * 12 + 12} dollars.` },
    );
  }

  await server.say({ type: 'session.warned', reason: 'idle', remaining: 30_000 });
  await visit.part('warning').waitFor();
  await visit.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const list = (await visit.part('transcript').boundingBox())!;
  const last = (await visit.part('line').last().boundingBox())!;
  const warning = (await visit.part('warning').boundingBox())!;
  expect(last.y).toBeGreaterThanOrEqual(list.y);
  expect(last.y + last.height).toBeLessThanOrEqual(list.y + list.height);
  expect(list.y + list.height).toBeLessThanOrEqual(warning.y);
});
