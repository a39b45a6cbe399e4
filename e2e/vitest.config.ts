import { defineConfig } from 'vitest/config';

/** Browser pages wait for one another's paint more than for a core: two at once. */
const pages = ['pages/**/*.test.ts', 'page.test.ts', 'whole-loop.test.ts'];

const common = { root: import.meta.dirname, testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    globalSetup: [`${import.meta.dirname}/build-pages.ts`],
    projects: [
      {
        test: { ...common, name: 'pages', include: pages, maxWorkers: 2, sequence: { groupOrder: 1 } },
      },
      {
        // Processes under load: more at once than the cores would only time each other out.
        test: {
          ...common,
          name: 'processes',
          include: ['*.test.ts'],
          exclude: pages,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
