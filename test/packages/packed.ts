import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The checkout's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Folders of the packages that are published. */
export const packages = readdirSync(`${root}/packages`);

const run = promisify(execFile);

/** What `npm pack` makes of a package. */
export interface Packed {
  /** Its name, such as `@troupe/control`. */
  readonly name: string;
  /** The file that it makes. */
  readonly filename: string;
  /** What is in it, by paths from the package's folder. */
  readonly files: readonly { readonly path: string }[];
}

/**
 * Packs all packages, as they are built.
 *
 * @param into A folder for the files. Default: none, and nothing is written.
 */
export async function pack(into?: string): Promise<Packed[]> {
  const where = into === undefined ? ['--dry-run'] : ['--pack-destination', into];
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', ...where, ...packages.map((name) => `--workspace=packages/${name}`)], { cwd: root });
  return Object.values(JSON.parse(stdout) as Record<string, Packed>);
}
