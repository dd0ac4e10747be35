import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (name: string): string => fileURLToPath(new URL(`./packages/${name}/src/index.ts`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      '@troupe/protocol': source('protocol'),
      '@troupe/client': source('client'),
      '@troupe/control': source('control'),
      '@troupe/lipsync': source('lipsync'),
      '@troupe/avatar': source('avatar'),
      '@troupe/element': source('element'),
    },
  },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'bench/peers/src/*.test.mjs', 'test/packages/*.test.ts'],
    maxWorkers: 2,
  },
});
