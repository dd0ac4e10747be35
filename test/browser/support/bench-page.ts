import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { root } from './checkout.js';
import { launchChromium } from './chromium.js';

const packages = ['protocol', 'client', 'lipsync', 'avatar', 'element'];

/** Names under which a page finds our packages, as bundles of their sources. */
const alias = Object.fromEntries(packages.map((name) => [`@troupe/${name}`, `${root}/packages/${name}/src/index.ts`]));

/**
 * A page with nothing but a script, for tests of a part by itself.
 *
 * @param script Source of the script; it may import our packages.
 * @param beside Sources of modules that the script's code loads, by their paths on the page.
 * @param recording A WAV file that the microphone hears, once. Default: none.
 * @param policy The page's Content Security Policy. Default: none.
 */
export async function openBenchPage(script: string, beside: Readonly<Record<string, string>> = {}, recording?: string, policy?: string): Promise<Page> {
  const browser = await launchChromium(recording);
  const page = await browser.newPage();
  const bundles = new Map<string, Buffer>();
  for (const [path, source] of Object.entries({ '/script.js': script, ...beside })) {
    const { outputFiles } = await build({ entryPoints: [`${root}/${source}`], bundle: true, format: 'esm', target: 'es2022', write: false, alias });
    bundles.set(path, Buffer.from(outputFiles[0]!.contents));
  }

  const server = createServer((request, response) => {
    const bundle = bundles.get(request.url ?? '');
    response.setHeader('Content-Type', bundle === undefined ? 'text/html' : 'text/javascript');
    if (policy !== undefined) response.setHeader('Content-Security-Policy', policy);
    response.end(bundle ?? '<!doctype html><title>Bench</title><script type="module" src="/script.js"></script>');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return page;
}
