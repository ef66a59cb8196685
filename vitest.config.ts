import { defineConfig } from 'vitest/config';

/**
 * Two groups of tests, so that the quick ones can run alone (`npm run check`): `unit` stands
 * beside the source, `system` crosses layers, starts processes and drives a browser.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{schema,server,client,scripts}/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'system',
          include: ['test/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
