import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/test/**/*.test.ts',
      'apps/*/src/**/*.test.ts',
      'apps/*/pages/**/*.test.ts',
      'apps/*/test/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    // Two cores are what a small CI machine has, and an embedded database takes half a gigabyte a worker.
    maxWorkers: 2,
    testTimeout: 30_000,
    // Hooks open databases, each in a second, and in many on a machine that has other work.
    hookTimeout: 60_000,
    globalSetup: ['packages/db/src/testing/store-image.ts'],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/testing/**', '**/index.ts'],
      reporter: ['text', 'json-summary'],
      thresholds: { lines: 85 },
    },
  },
});
