import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { keepOffline } from './offline/keep-offline.ts';

export default defineConfig({
  // Relative addresses: the site works in any folder of any server.
  base: './',
  build: {
    target: 'es2022',
    // Within a script, a file would have to be fetched as `data:`, which the policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // One file, so that the page can keep the worker's script in memory and start it again at will.
  worker: { format: 'es', rollupOptions: { output: { inlineDynamicImports: true } } },
  resolve: {
    alias: {
      'libheif-js/libheif-wasm/libheif-bundle.mjs': fileURLToPath(
        new URL('src/worker/no-heic.ts', import.meta.url),
      ),
    },
  },
  plugins: [keepOffline()],
});
