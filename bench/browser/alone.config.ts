import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What needs a browser and no server: `./dev bench av-sync` and `./dev bench page-lips` run one of them each. `TROUPE_BENCH` is the folder in which what was seen and heard is left. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: { include: ['av-sync.run.ts', 'page-lips.run.ts'], testTimeout: 120_000 },
});
