// Bundles what browsers load: the worklets, the element for a script tag, the page, in its folder `preview` the animation previewer, and in `reference` the HTTP interface. Needs `tsc --build` only for the packages' types.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const packages = `${root}/packages`;
const page = `${root}/apps/web`;
/** What the network that hears visemes has learnt, and its licence: the page runs the network of the server. */
const weights = `${root}/src/Troupe.Conversation/Acting/Listening/LipNet`;
const studio = `${root}/apps/studio`;

/** Sources of the workspace, so that one bundle holds one copy of each. */
const alias = Object.fromEntries(['protocol', 'client', 'lipsync', 'avatar', 'element'].map((name) => [`@troupe/${name}`, `${packages}/${name}/src/index.ts`]));

const common = { bundle: true, minify: true, sourcemap: true, target: 'es2022', logLevel: 'warning', alias, legalComments: 'none' };

await rm(`${page}/dist`, { recursive: true, force: true });
await mkdir(`${page}/dist/preview`, { recursive: true });
await mkdir(`${page}/dist/reference`, { recursive: true });
await Promise.all([
  build({
    ...common,
    entryPoints: [`${packages}/client/src/worklets/troupe-worklets.ts`],
    outfile: `${packages}/client/dist/troupe-worklets.js`,
    format: 'esm',
  }),
  build({
    ...common,
    entryPoints: [`${packages}/lipsync/src/troupe-lips.ts`],
    outfile: `${packages}/lipsync/dist/troupe-lips.js`,
    format: 'esm',
  }),
  build({
    ...common,
    entryPoints: [`${packages}/element/src/script-tag.ts`],
    outfile: `${packages}/element/dist/troupe-presenter.js`,
    format: 'iife',
    inject: [`${packages}/element/script-url.mjs`],
    define: { 'import.meta.url': 'scriptUrl' },
  }),
  build({
    ...common,
    entryPoints: { main: `${page}/src/main.ts`, styles: `${page}/src/styles.css` },
    outdir: `${page}/dist`,
    format: 'esm',
  }),
  build({
    ...common,
    entryPoints: { studio: `${studio}/src/main.ts` },
    outdir: `${page}/dist/preview`,
    format: 'esm',
  }),
  build({
    ...common,
    sourcemap: false,
    entryPoints: { reference: `${page}/src/reference/reference.ts` },
    outdir: `${page}/dist/reference`,
    format: 'esm',
  }),
  build({
    ...common,
    sourcemap: false,
    entryPoints: { reference: `${page}/src/reference/reference.css` },
    outdir: `${page}/dist/reference`,
    loader: { '.svg': 'dataurl' },
  }),
  build({
    ...common,
    entryPoints: { studio: `${studio}/src/styles.css` },
    outdir: `${page}/dist/preview`,
  }),
]);
await Promise.all([
  ...[`${packages}/lipsync/dist`, `${packages}/element/dist`, `${page}/dist`].flatMap((folder) => [
    copyFile(`${weights}.bin`, `${folder}/lips.tlip`),
    copyFile(`${weights}.LICENSE`, `${folder}/lips.tlip.LICENSE`),
  ]),
  ...[
    [`${packages}/client/dist/troupe-worklets.js`, `${packages}/element/dist`],
    [`${packages}/client/dist/troupe-worklets.js`, `${page}/dist`],
    [`${packages}/lipsync/dist/troupe-lips.js`, `${page}/dist`],
  ].flatMap(([script, folder]) => ['', '.map'].map((end) => copyFile(`${script}${end}`, `${folder}/${basename(script)}${end}`))),
  copyFile(`${page}/src/index.html`, `${page}/dist/index.html`),
  copyFile(`${studio}/src/index.html`, `${page}/dist/preview/index.html`),
  copyFile(`${page}/src/reference/index.html`, `${page}/dist/reference/index.html`),
  copyFile(`${page}/src/icon.svg`, `${page}/dist/icon.svg`),
]);
