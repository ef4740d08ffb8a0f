import { defineConfig } from 'vitest/config';

// The recipes run on the built packages, as users have them.
export default defineConfig({
  test: {
    include: ['recipes/**/*.test.ts', 'build/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
  },
});
