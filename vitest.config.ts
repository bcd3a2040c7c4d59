import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'graders/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: ['tests/build.ts'],
    // Files share one module cache per worker: loading mathjs anew for each takes longer than the tests.
    isolate: false,
    testTimeout: 30_000,
  },
});
