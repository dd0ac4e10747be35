import { expect, test } from 'vitest';
import { violations } from './support/rules.js';
import { lastAudible } from './support/speech.js';
import { Visit } from './support/visit.js';

/** The name of what has the focus, as a screen reader says it. */
function focused(visit: Visit): Promise<string> {
  return visit.page.evaluate(() => {
    const element = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });
}

test.each(['light', 'dark'] as const)('No rule of WCAG 2.1 AA is broken at rest or in conversation (%s)', async (colorScheme) => {
  const visit = await Visit.pay({ colorScheme });
  expect(await violations(visit)).toEqual([]);
  await visit.write('How much is a ticket?');
  await visit.heard(500);
  expect(await visit.part('captions').isVisible()).toBe(true);
  expect(await violations(visit)).toEqual([]);
  await visit.page.keyboard.press('Escape');
  await visit.turns(1);
  // Where it was stopped and the figures of the turn are on the page now.
  expect(await violations(visit)).toEqual([]);
});

test('A whole conversation works by keyboard', async () => {
  const visit = await Visit.pay();
  const { keyboard } = visit.page;
  const visited: string[] = [];
  while ((await focused(visit)) !== 'Message' && visited.length < 10) {
    await keyboard.press('Tab');
    visited.push(await focused(visit));
  }

  expect(visited).toEqual(['Start talking', 'Conversation', 'Turn the microphone on', 'Message']);
  await keyboard.type('How much is a ticket?');
  await keyboard.press('Enter');
  await visit.heard(1000);
  expect(await focused(visit)).toBe('Message');
  await keyboard.press('Escape');
  await visit.turns(1);
  await visit.silence(500);
  const { stoppedAt, ...seen } = await visit.testimony();
  expect(lastAudible({ ...seen, stoppedAt })! - stoppedAt).toBeLessThan(400);

  // Backwards to the end of the conversation.
  for (let presses = 0; (await focused(visit)) !== 'End' && presses < 10; presses++) {
    await keyboard.press('Shift+Tab');
  }

  await keyboard.press('Enter');
  await visit.state('ended');
  expect(await visit.part('welcome-title').textContent()).toBe('The conversation is over');
});

test.each([
  [1280, 800],
  [320, 640],
])('Everybody sees that the presenter is an AI (%i x %i)', async (width, height) => {
  const visit = await Visit.pay();
  await visit.page.setViewportSize({ width, height });
  const badge = visit.part('badge');
  const isInView = async (): Promise<boolean> => {
    const box = (await badge.boundingBox())!;
    return (await badge.isVisible()) && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
  };

  expect(await badge.textContent()).toBe('AI presenter');
  expect(await isInView()).toBe(true);
  await visit.write('Are you open on Monday?');
  await visit.heard(500);
  expect(await badge.textContent()).toBe('Ada · AI presenter');
  expect(await isInView()).toBe(true);
  expect(await visit.part('canvas').getAttribute('aria-label')).toBe('Ada, AI presenter');
});
