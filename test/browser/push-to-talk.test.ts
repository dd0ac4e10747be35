import { expect, test } from 'vitest';
import { installScriptedServer, ScriptedServer } from './support/scripted-server.js';
import { violations } from './support/rules.js';
import { Visit } from './support/visit.js';

const HELD = 'Listening: let go when you are done';
const KEPT = 'Listening: press again when you are done';

async function begin(): Promise<{ visit: Visit; server: ScriptedServer }> {
  const visit = await Visit.pay({ before: installScriptedServer, attributes: { talk: 'hold' } });
  const server = new ScriptedServer(visit);
  await server.begin();
  return { visit, server };
}

/** Waits for what the microphone's button and the status say. */
async function shows(visit: Visit, pressed: boolean, status: string): Promise<void> {
  await visit.page.waitForFunction(
    ([on, words]) => {
      const shadow = document.querySelector('troupe-presenter')!.shadowRoot!;
      return shadow.querySelector('[part=microphone]')!.getAttribute('aria-pressed') === on && shadow.querySelector('[part=status]')!.textContent === words;
    },
    [String(pressed), status] as const,
  );
}

test('Somebody holds the button, by mouse or by key, and lets go when they are done', async () => {
  const { visit, server } = await begin();
  const button = visit.part('microphone');
  const { keyboard, mouse } = visit.page;
  expect(await button.getAttribute('aria-label')).toBe('Hold to talk, or press once to stay on');
  const ways: readonly [down: () => Promise<void>, up: () => Promise<void>][] = [
    [() => button.hover().then(() => mouse.down()), () => mouse.up()],
    [() => button.focus().then(() => keyboard.down('Space')), () => keyboard.up('Space')],
    [() => keyboard.down('Enter'), () => keyboard.up('Enter')],
    [() => visit.page.evaluate(() => (document.activeElement as HTMLElement).blur()).then(() => keyboard.down('m')), () => keyboard.up('m')],
  ];
  for (const [index, [down, up]] of ways.entries()) {
    await down();
    await shows(visit, true, HELD);
    await visit.page.waitForTimeout(400);
    await up();
    await shows(visit, false, 'Your turn');
    await server.until('microphone.close', index + 1);
    const opened = await server.sent('microphone.open');
    expect(opened.map(({ message }) => message.hold)).toEqual(new Array(index + 1).fill(true));
  }

  expect(visit.complaints).toEqual([]);
});

test('Somebody who cannot hold presses once to talk and once to be done; assistive software clicks', async () => {
  const { visit, server } = await begin();
  const button = visit.part('microphone');
  await button.focus();
  await visit.page.keyboard.press('Space');
  await shows(visit, true, KEPT);
  expect(await violations(visit)).toEqual([]);
  await visit.page.keyboard.press('Space');
  await shows(visit, false, 'Your turn');
  await server.until('microphone.close', 1);
  const click = (): Promise<void> => button.evaluate((element: HTMLElement) => element.click());
  await click();
  await shows(visit, true, KEPT);
  await click();
  await shows(visit, false, 'Your turn');
  await server.until('microphone.close', 2);
});

test('The presenter is silent as soon as the button is down', async () => {
  const { visit, server } = await begin();
  await server.say({ type: 'turn.started', turn: 1, epoch: 1 }, { type: 'state.changed', state: 'speaking' }, { type: 'speech.start', turn: 1, epoch: 1, utterance: 1 });
  await server.hum(1, 5000);
  await visit.heard(500);
  await visit.part('microphone').hover();
  await visit.page.mouse.down();
  // The server says nothing yet.
  await visit.silence(200);
  await visit.page.mouse.up();
});
