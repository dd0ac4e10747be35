import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Conversations in a real browser that `./dev bench turn` and `./dev bench barge-in` plan, and evaluate afterwards: `TROUPE_BENCH` is the folder with `plan.json`,
 * in which the recordings are left.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    include: ['conversations.run.ts'],
    globalSetup: ['bench-server.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 90_000,
    teardownTimeout: 20_000,
  },
});
