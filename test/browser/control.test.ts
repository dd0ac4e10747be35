import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { ControlClient } from '@troupe/control';
import { root } from './support/checkout.js';
import { launchChromium } from './support/chromium.js';
import { LossyProxy } from './support/lossy-proxy.js';

const alias = { '@troupe/control': `${root}/packages/control/src/index.ts`, '@troupe/protocol': `${root}/packages/protocol/src/index.ts` };

async function readme(): Promise<string> {
  const text = await readFile(`${root}/packages/control/README.md`, 'utf8');
  return Array.from(text.matchAll(/```ts\n(.*?)```/gs), ([, lines]) => lines!).join('\n');
}

test('The lines of the readme of @troupe/control run in Node', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'troupe-control-'));
  try {
    const outfile = join(folder, 'readme.mjs');
    await build({ stdin: { contents: await readme(), loader: 'ts', resolveDir: root }, alias, bundle: true, format: 'esm', platform: 'node', outfile });
    const { stdout } = await promisify(execFile)('node', [outfile], { env: { ...process.env, TROUPE_SERVER: inject('address') } });
    expect(stdout).toMatch(/^[\w-]+: Weather, revision 1$/m);
    expect(stdout).toMatch(/^\d+: version 1, presenter.created\n\d+: version 2, presenter.lookChanged\n\d+: version 3, presenter.published$/m);
  } finally {
    await rm(folder, { recursive: true });
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
