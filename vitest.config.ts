import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

// Builds for bundlers, which some packages have under `module`, are not for Node to load.
const nodeConditions = defaultServerConditions.filter((condition) => condition !== 'module');

// Tests run on the sources: the condition below makes `@exifclip/x` resolve to packages/x/src.
export default defineConfig({
  resolve: { conditions: ['@exifclip/source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['@exifclip/source', ...nodeConditions] } },
  test: {
    include: ['src/**/*.test.ts'],
    // ONNX Runtime's threads share the cores with the test workers: waiting is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
  },
});
