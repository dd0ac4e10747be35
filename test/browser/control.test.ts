import { build } from 'esbuild';
import { expect, inject, test } from 'vitest';
import { ControlClient } from '@troupe/control';
import { Installed } from '../packages/installed.js';
import { root } from './support/checkout.js';
import { launchChromium } from './support/chromium.js';
import { LossyProxy } from './support/lossy-proxy.js';

const alias = { '@troupe/control': `${root}/packages/control/src/index.ts`, '@troupe/protocol': `${root}/packages/protocol/src/index.ts` };

test('The example of @troupe/control runs in Node against a server, from the packed packages', async () => {
  const installed = await Installed.make();
  try {
    expect(await installed.compile(['control'], { strict: true, module: 'nodenext', target: 'es2023', types: ['node'] })).toBe('');
    const printed = await installed.run('control', { TROUPE_SERVER: inject('address') });
    expect(printed).toMatch(/^[\w-]+: Weather, revision 1$/m);
    expect(printed).toMatch(/^\d+: version 1, presenter.created\n\d+: version 2, presenter.lookChanged\n\d+: version 3, presenter.published$/m);
  } finally {
    await installed.remove();
  }
});

test('A page asks its server with @troupe/control', async () => {
  const script = "import { ControlClient } from '@troupe/control'; globalThis.troupe = new ControlClient({ server: location.origin });";
  const bundle = await build({ stdin: { contents: script, loader: 'ts', resolveDir: root }, alias, bundle: true, format: 'iife', write: false });
  const browser = await launchChromium();
  const page = await (await browser.newContext({ bypassCSP: true })).newPage();
  await page.goto(`${inject('address')}/reference/`);
  await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
  const outcome = await page.evaluate(async () => {
    const { troupe } = globalThis as unknown as { troupe: import('@troupe/control').ControlClient };
    const made = await troupe.presenters.create({ name: 'Made in a page' });
    const seen = await troupe.presenters.changeLook(made, { outfit: 'blazer' });
    const code = await troupe.presenters.changeLook(made, { outfit: 'raincoat' }).catch((error: { code: string }) => error.code);
    return [seen.draft.look?.outfit, code];
  });
  expect(outcome).toEqual(['blazer', 'precondition_failed']);
});

test('A subscription leaves nothing out and tells nothing twice while its connections break', async () => {
  const troupe = new ControlClient({ server: inject('address') });
  const renames = 80;
  const made = await troupe.presenters.create({ name: 'Followed' });
  const proxy = await LossyProxy.open(inject('address'), () => 250 + Math.floor(Math.random() * 2_250));
  try {
    const writing = (async () => {
      for (let number = 0; number < renames; number++) {
        await troupe.presenters.rename(made.id, { name: `Name ${number}` });
      }
    })();
    const versions: (number | undefined)[] = [];
    for await (const { version } of new ControlClient({ server: proxy.address }).subscribe({ presenter: made.id, after: 0 })) {
      if (versions.push(version) > renames) {
        break;
      }
    }

    await writing;
    expect(versions).toEqual(Array.from({ length: renames + 1 }, (_, index) => index + 1));
    expect(proxy.broken).toBeGreaterThan(10);
  } finally {
    proxy.close();
  }
});
