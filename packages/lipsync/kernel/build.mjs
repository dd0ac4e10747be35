// Compiles `lip-kernel.ts` to WebAssembly and writes its bytes as `src/lip-kernel-bytes.ts`. With `--check` it writes nothing, and fails where that file is not what would be written.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('.', import.meta.url));
const bytesFile = new URL('../src/lip-kernel-bytes.ts', import.meta.url);

/** Bytes in a line. */
const LINE = 32;

let bytes;
const { error, stderr } = await asc.main(['lip-kernel.ts', '--baseDir', folder, '--outFile', 'lip-kernel.wasm', '-O3', '--runtime', 'stub', '--importMemory', '--enable', 'simd'], {
  writeFile: (_name, contents) => {
    bytes = contents;
  },
});
if (error) {
  throw new Error(stderr.toString(), { cause: error });
}

const lines = [];
for (let from = 0; from < bytes.length; from += LINE) lines.push(`    ${[...bytes.subarray(from, from + LINE)].join(', ')},`);
const text = `/** The module of \`kernel/lip-kernel.ts\`; \`npm run kernel\` writes this file. */
export function lipKernelBytes(): Uint8Array<ArrayBuffer> {
  return new Uint8Array([
${lines.join('\n')}
  ]);
}
`;
if (!process.argv.includes('--check')) {
  await writeFile(bytesFile, text);
} else if ((await readFile(bytesFile, 'utf8')) !== text) {
  throw new Error('src/lip-kernel-bytes.ts is not what kernel/lip-kernel.ts compiles to: run "npm run kernel" in packages/lipsync.');
}
