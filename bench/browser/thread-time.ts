import { readdir, readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/**
 * Processor time in milliseconds that the threads of a page's browser took so far that draw pages and sound and have a name: unlike the time on a clock, other work on the machine adds
 * little to it. As Linux counts it, in `/proc/PID/task/TID/schedstat`.
 *
 * @param name How it begins; Linux keeps 15 letters.
 */
export async function threadTime(page: Page, name: string): Promise<number> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  let nanoseconds = 0;
  for (const { id } of processInfo.filter(({ type }) => type === 'renderer')) {
    for (const thread of await readdir(`/proc/${id}/task`)) {
      const folder = `/proc/${id}/task/${thread}`;
      // A thread may end before it is looked at.
      const [title, times] = await Promise.all([readFile(`${folder}/comm`, 'utf8'), readFile(`${folder}/schedstat`, 'utf8')]).catch(() => ['', '0']);
      if (title!.startsWith(name)) nanoseconds += Number(times!.split(' ')[0]);
    }
  }

  return nanoseconds / 1e6;
}
