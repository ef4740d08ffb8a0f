import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';

export interface BuiltPage {
  /** The folder that Vite wrote: `entry.js`, chunks and assets. */
  folder: string;
  /** Paths of all modules that went into it, for tests of what must not. */
  modules: string[];
  remove(): Promise<void>;
}

/**
 * Bundles an entry module with Vite as an app would: from the built packages (`dist`), since the
 * source condition is not set here.
 */
export async function buildPage(entry: URL): Promise<BuiltPage> {
  const folder = await mkdtemp(join(tmpdir(), 'exifclip-page-'));
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: fileURLToPath(entry),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'entry.js' },
      },
    },
  });
  const { output } = built as Rollup.RollupOutput;
  return {
    folder,
    modules: output.flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : [])),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
