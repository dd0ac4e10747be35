import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Conversations with the real server and its real engines, in a real browser. They need what `./dev build` makes.
 * `TROUPE_PICTURES=yes npx vitest run --config test/browser/vitest.config.ts` takes the pictures of the documentation instead.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    include: [process.env['TROUPE_PICTURES'] === undefined ? '*.test.ts' : '*.pictures.ts'],
    globalSetup: ['support/shared-server.ts'],
    // Conversations take real time and need the processor for themselves.
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    teardownTimeout: 20_000,
  },
});
