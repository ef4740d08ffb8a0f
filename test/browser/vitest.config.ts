import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { chromiumPath } from './chromium-path.ts';

const chromium = chromiumPath();
if (!chromium) {
  console.log('skipped: browser tests, for want of a Chromium (apt-get install chromium)');
}

// No source condition: pages are bundled from the built packages, and so are compared with them.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  cacheDir: fileURLToPath(new URL('../../node_modules/.vite', import.meta.url)),
  test: {
    include: chromium ? ['**/*.test.ts'] : [],
    passWithNoTests: chromium === undefined,
    // One Chromium at a time.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
