import { expect, test } from 'vitest';
import { root } from './support/checkout.js';
import { PreviewVisit } from './support/preview-visit.js';

/** Largest picture that a documentation should carry, in bytes. */
const LARGEST = 350_000;

test('The previewer with two faces', async () => {
  const visit = await PreviewVisit.pay();
  await visit.page.setViewportSize({ width: 1120, height: 960 });
  await visit.scene('rounding');
  await visit.seek(620);
  const picture = await visit.page.screenshot({ path: `${root}/docs/images/preview.png` });
  expect(picture.length).toBeLessThan(LARGEST);
});
