import { configDefaults, defineConfig } from 'vitest/config';

/** Whole runs of every respondent, protocol and transport: `npm run test:long` has them. */
export const LONG = '**/*.long.test.ts';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'graders/**/*.test.ts',
      'leaderboard/**/*.test.ts',
      'tests/**/*.test.ts',
    ],
    exclude: [...configDefaults.exclude, LONG],
    globalSetup: ['tests/build.ts'],
    // Files share one module cache per worker: loading mathjs anew for each takes longer than the tests.
    isolate: false,
    // Tests of the command line mostly wait for it: two at a time, on two cores as well.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
