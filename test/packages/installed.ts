import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pack, packages, root } from './packed.js';

const run = promisify(execFile);

/** Milliseconds for what npm and the compiler do on a busy machine. */
export const PATIENCE = 120_000;

/** A folder outside of the checkout where somebody installed the packed packages, and wrote the examples of their readmes into files. */
export class Installed {
  private constructor(readonly folder: string) {}

  /** Packs and installs, without a network. */
  static async make(): Promise<Installed> {
    const folder = await mkdtemp(join(tmpdir(), 'troupe-packages-'));
    const files = await pack(folder);
    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', ...files.map(({ filename }) => `./${filename}`)], { cwd: folder });
    await mkdir(join(folder, 'examples'));
    for (const name of packages) {
      const readme = await readFile(`${root}/packages/${name}/README.md`, 'utf8');
      const lines = Array.from(readme.matchAll(/^```ts\n(.*?)^```$/gms), ([, example]) => example!).join('\n');
      await writeFile(join(folder, 'examples', `${name}.ts`), lines === '' ? `export * from '@troupe/${name}';\n` : lines);
    }

    return new Installed(folder);
  }

  /** Compiles examples; gives what the compiler says. */
  async compile(names: readonly string[], options: object): Promise<string> {
    const compilerOptions = { rootDir: 'examples', outDir: 'compiled', typeRoots: [`${root}/node_modules/@types`], ...options };
    await writeFile(join(this.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: names.map((name) => `examples/${name}.ts`) }));
    return run(`${root}/node_modules/.bin/tsc`, ['--project', this.folder]).then(
      ({ stdout }) => stdout,
      (error: { readonly stdout: string }) => error.stdout,
    );
  }

  /** Runs a compiled example in Node; gives what it prints. */
  async run(name: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
    const { stdout } = await run('node', [join(this.folder, 'compiled', `${name}.js`)], { env: { ...process.env, ...environment }, timeout: PATIENCE });
    return stdout;
  }

  /** Removes the folder. */
  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
