import { defineConfig } from 'vitest/config';

const common = {
  // Two cores are what a small CI machine has, and an embedded database takes half a gigabyte a worker.
  maxWorkers: 2,
  testTimeout: 30_000,
  // Hooks open databases, each in a second, and in many on a machine that has other work.
  hookTimeout: 60_000,
  globalSetup: ['packages/db/src/testing/store-image.ts'],
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'beside',
          include: [
            'packages/*/src/**/*.test.ts',
            'apps/*/src/**/*.test.ts',
            'apps/*/pages/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
          // Tests beside their code change nothing that others see: three hundred workers less to start.
          isolate: false,
        },
      },
      {
        test: {
          ...common,
          name: 'whole',
          include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.ts'],
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/testing/**', '**/index.ts'],
      reporter: ['text', 'json-summary'],
      thresholds: { lines: 85 },
    },
  },
});
