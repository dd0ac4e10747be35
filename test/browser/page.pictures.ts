import { expect, test } from 'vitest';
import { root } from './support/checkout.js';
import { Visit } from './support/visit.js';

/** Largest picture that a documentation should carry, in bytes. */
const LARGEST = 250_000;

test.each([
  ['light', 'page'],
  ['dark', 'page-dark'],
] as const)('The page during an answer (%s)', async (colorScheme, name) => {
  const visit = await Visit.pay({ colorScheme, idleMotion: true });
  await visit.greeting();
  await visit.write('Are dogs welcome?');
  await visit.turns(1);
  await visit.write('When are you open on Sundays?');
  await visit.heard(2350);
  const picture = await visit.page.screenshot({ path: `${root}/docs/images/${name}.png` });
  expect(picture.length).toBeLessThan(LARGEST);
});
