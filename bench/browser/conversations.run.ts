import { test } from 'vitest';
import { Visit } from '../../test/browser/support/visit.js';
import { leave, readPlan } from './plan.js';
import { installRecorder } from './recorder.js';

const plan = await readPlan();

test.each(plan)('$name', async ({ name, recording, write, heard, patience }) => {
  const visit = await Visit.pay({ recording, before: installRecorder });
  await visit.page.evaluate(() => document.querySelector<HTMLElement & { connect(): Promise<void> }>('troupe-presenter')!.connect());
  await visit.part('microphone').click();
  if (write === undefined) {
    // An answer that never comes is a finding of the evaluation, not a failure here.
    await Promise.race([visit.heard(heard), visit.page.waitForTimeout(patience)]);
    await visit.page.keyboard.press('Escape');
    await visit.page.waitForTimeout(300);
  } else {
    await visit.write(write);
    await visit.page.waitForTimeout(patience);
  }

  await leave(visit, name);
});
