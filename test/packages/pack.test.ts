import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { pack, packages, root, type Packed } from './packed.js';

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
  readonly sourceRoot?: string;
}

/** Every path that the map of exports of a `package.json` leads to. */
function targets(exports: unknown): string[] {
  return typeof exports === 'string' ? [exports] : Object.values(exports as object).flatMap(targets);
}

/** npm alone takes seconds on a busy machine. */
const PATIENCE = 60_000;

let packed: readonly Packed[];

beforeAll(async () => {
  packed = await pack();
}, PATIENCE);

describe.each(packages)('The package %s', (name) => {
  const folder = `${root}/packages/${name}`;
  const listed = (): string[] => packed.find((each) => each.name === `@troupe/${name}`)!.files.map((file) => file.path);
  const read = (path: string): Promise<string> => readFile(`${folder}/${path}`, 'utf8');

  test('holds its licence, its readme and all that it exports, with types', async () => {
    const files = listed();
    const { exports } = JSON.parse(await read('package.json')) as { exports: object };
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'dist/index.d.ts', ...targets(exports).map((path) => posix.normalize(path))]));
    expect(await read('LICENSE')).toBe(await readFile(`${root}/LICENSE`, 'utf8'));
  });

  test('holds no tests, and nothing that was built of what is gone', () => {
    const files = listed();
    expect(files.filter((path) => /\.test\.|\/testing\//.test(path))).toEqual([]);
    const built = files.filter((path) => path.endsWith('.d.ts'));
    const gone = built.filter((path) => !existsSync(`${folder}/src/${path.slice('dist/'.length, -'.d.ts'.length)}.ts`));
    expect(gone, 'remove packages/*/dist and packages/*/tsconfig.tsbuildinfo, and build again').toEqual([]);
  });

  test('leads debuggers and editors to sources that are there', async () => {
    const files = listed();
    const scripts = files.filter((path) => /\.(js|d\.ts)$/.test(path) && path.startsWith('dist/'));
    for (const script of scripts) {
      const [, name] = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(await read(script)) ?? [];
      expect(name, `${script} names its map`).toBeDefined();
      const path = posix.join(posix.dirname(script), name!);
      expect(files).toContain(path);
      const map = JSON.parse(await read(path)) as SourceMap;
      const lost = map.sources
        .filter((_, index) => typeof map.sourcesContent?.[index] !== 'string')
        .map((source) => posix.join(posix.dirname(path), map.sourceRoot ?? '', source))
        .filter((source) => !files.includes(source));
      expect(lost, path).toEqual([]);
    }
  });

  test('has a readme whose links lead to where they can be read', async () => {
    const files = listed();
    const links = Array.from((await read('README.md')).matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target!);
    expect(links.filter((target) => !target.includes('://') && !files.includes(target))).toEqual([]);
  });
});
