import { expect, inject, test } from 'vitest';
import { presenterDesk } from './support/presenter-desk.js';
import { violations } from './support/rules.js';
import { Visit } from './support/visit.js';

declare global {
  interface Window {
    tellCard: () => void;
  }
}

/** Has the page wait for who is to be shown until `tellCard` is called. */
const holdCard = (): void => {
  const told = new Promise<void>((resolve) => (window.tellCard = resolve));
  const { fetch } = window;
  window.fetch = async (input, init) => {
    if (String(input).includes('/card')) await told;
    return fetch(input, init);
  };
};

test.each(['light', 'dark'] as const)('A page shows the presenter that it names before anybody talks, and nobody else before (%s)', async (colorScheme) => {
  const [id, desk] = [`gail-${colorScheme}`, presenterDesk(inject('address'))];
  await desk.create(id, 'weather');
  await desk.change(id, 'persona', { name: 'Gail', greeting: '' });
  await desk.post(id, 'publish');
  const visit = await Visit.pay({ address: `${inject('address')}/?presenter=${id}`, before: holdCard, colorScheme });
  const canvas = visit.page.locator('troupe-presenter canvas');
  expect(await canvas.isVisible()).toBe(false);
  expect(await violations(visit)).toEqual([]);
  await visit.page.evaluate(() => window.tellCard());
  await canvas.waitFor({ state: 'visible' });
  expect(await visit.part('badge').textContent()).toBe('Gail · AI presenter');
  expect(await canvas.getAttribute('aria-label')).toBe('Gail, AI presenter');
  expect(await violations(visit)).toEqual([]);
  if (colorScheme === 'light') {
    await visit.write('Who are you?');
    await visit.turns(1);
    expect(await visit.part('transcript').textContent()).toContain('I am Gail, an AI presenter.');
  }
});

test.each(['light', 'dark'] as const)('A page that names a presenter who is not there says so at once (%s)', async (colorScheme) => {
  const visit = await Visit.pay({ address: `${inject('address')}/?presenter=nobody`, colorScheme });
  await visit.part('alert').waitFor({ state: 'visible' });
  expect(await visit.part('alert-text').textContent()).toBe("There is no presenter 'nobody'.");
  expect(await visit.part('welcome-title').textContent()).toBe('There is nobody here');
  expect(await visit.page.locator('troupe-presenter canvas').isVisible()).toBe(false);
  expect(await violations(visit)).toEqual([]);
});

test('A draft that was never published is no presenter for visitors yet', async () => {
  await presenterDesk(inject('address')).create('unpublished', 'weather');
  const visit = await Visit.pay({ address: `${inject('address')}/?presenter=unpublished` });
  await visit.part('alert').waitFor({ state: 'visible' });
  expect(await visit.part('alert-text').textContent()).toBe('Nothing was published yet: publish the draft, or ask for a preview.');
});
