import { expect, test } from 'vitest';
import { installScriptedServer, ScriptedServer } from './support/scripted-server.js';
import { Visit } from './support/visit.js';

const FIRST = 'how much is a ticket';
const WHOLE = 'how much is a ticket for two adults';

declare global {
  interface Window {
    /** What a screen reader would be told of the conversation: the texts that were added. */
    added: string[];
  }
}

test('A question that the person goes on with stays one line, and is read out once', async () => {
  const visit = await Visit.pay({ before: installScriptedServer });
  const server = new ScriptedServer(visit);
  await server.begin();
  await server.say(
    { type: 'transcript.end', turn: 1, text: FIRST, written: false },
    { type: 'turn.started', turn: 1, epoch: 1 },
    { type: 'state.changed', state: 'thinking', turn: 1 },
    { type: 'reply.delta', turn: 1, text: 'A ticket costs twelve dollars.' },
  );
  const question = await visit.part('line').first().elementHandle();
  const top = (await question!.boundingBox())!.y;
  expect(await visit.lines()).toEqual([FIRST, 'A ticket costs twelve dollars.']);

  await visit.part('transcript').evaluate((list) => {
    window.added = [];
    const observer = new MutationObserver((changes) => {
      const nodes = changes.flatMap(({ type, target, addedNodes }) => (type === 'characterData' ? [target] : [...addedNodes]));
      window.added.push(...nodes.map((node) => node.textContent!.trim()));
    });
    observer.observe(list, { childList: true, characterData: true, subtree: true });
  });
  await server.say(
    { type: 'turn.interrupted', turn: 1, epoch: 1, resumable: false },
    { type: 'turn.ended', turn: 1, reason: 'interrupted', heard: '', heardEstimated: false, takenBack: true, latency: { interrupted: true, speculated: false } },
    { type: 'state.changed', state: 'listening' },
  );
  expect(await visit.lines()).toEqual([FIRST]);
  await server.say({ type: 'transcript.delta', turn: 2, text: `${FIRST} for` });
  expect(await visit.lines()).toEqual([`${FIRST} for`]);
  await server.say({ type: 'transcript.end', turn: 2, text: WHOLE, written: false }, { type: 'turn.started', turn: 2, epoch: 2 });
  expect(await visit.lines()).toEqual([WHOLE]);

  // The same line in the same place, whose words were added one after the other.
  expect(await question!.evaluate((line) => line.isConnected && line.querySelector('p')!.textContent)).toBe(WHOLE);
  expect((await question!.boundingBox())!.y).toBe(top);
  expect(await visit.page.evaluate(() => window.added)).toEqual(['for', 'two', 'adults']);
  expect(visit.complaints).toEqual([]);
});
