import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { launchChromium } from '../../test/browser/support/chromium.js';
import { CodedServer } from './coded-server.js';
import { syncOf } from './sync-of.js';

const UTTERANCES = 12;
const LENGTH = 5000;

/** Milliseconds for which packets stay away, and for which the page's thread is held up: longer than anything is buffered. */
const AWAY = 700;
const HELD = 1500;

test('A minute of speech, with an underrun and a tab that is held up', async () => {
  const server = await CodedServer.start();
  const browser = await launchChromium();
  const page = await (await browser.newContext({ viewport: { width: 960, height: 760 } })).newPage();
  await page.goto(server.address);
  await page.evaluate(() => document.querySelector<HTMLElement & { connect(): Promise<void> }>('troupe-presenter')!.connect());
  const disturbances: { readonly kind: string; readonly from: number; readonly until: number }[] = [];
  for (let number = 1; number <= UTTERANCES; number++) {
    const speaking = server.speak(number, LENGTH, number === 6 ? { at: 2000, for: AWAY } : undefined);
    if (number === 6) {
      await page.waitForTimeout(2000);
      const at = await page.evaluate(() => performance.now());
      disturbances.push({ kind: 'underrun', from: at - 500, until: at + AWAY });
    } else if (number === 9) {
      await page.waitForTimeout(2000);
      const [from, until] = await page.evaluate((held) => {
        const began = performance.now();
        while (performance.now() - began < held);
        return [began, performance.now()] as const;
      }, HELD);
      disturbances.push({ kind: 'held', from, until });
    }

    await speaking;
  }

  const { frames, blocks } = await page.evaluate(() => window.troupeSync);
  await server.stop();
  const sync = syncOf(frames, blocks, disturbances);
  await writeFile(`${process.env['TROUPE_BENCH'] ?? '.'}/av-sync.json`, JSON.stringify(sync));
  expect(sync.frames).toBeGreaterThan(100);
});
