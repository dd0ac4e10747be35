import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The minute of speech in Chromium that `./dev bench av-sync` evaluates: `TROUPE_BENCH` is the folder in which what was seen and heard is left. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: { include: ['av-sync.run.ts'], testTimeout: 85_000 },
});
