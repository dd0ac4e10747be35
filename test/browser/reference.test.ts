import { expect, inject, test } from 'vitest';
import { launchChromium } from './support/chromium.js';

test('The page of the HTTP interface sends a request to this server', async () => {
  const browser = await launchChromium();
  const page = await (await browser.newContext()).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${inject('address')}/reference/`);
  const operation = page.locator('.opblock', { hasText: '/v1/limits' });
  await operation.locator('.opblock-summary-control').click();
  await operation.getByRole('button', { name: 'Try it out' }).click();
  await operation.getByRole('button', { name: 'Execute' }).click();
  await operation.locator('.live-responses-table .response-col_status').first().waitFor();
  expect(await operation.locator('.live-responses-table .response-col_status').last().textContent()).toContain('200');
  expect(await operation.locator('.live-responses-table').textContent()).toContain('talk-seconds');
  expect(complaints).toEqual([]);
});
