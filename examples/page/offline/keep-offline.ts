import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Plugin } from 'vite';

/** Writes the service worker once all files of the site are there, and tells it which they are. */
export function keepOffline(): Plugin {
  let folder = '';
  return {
    name: 'keep-offline',
    apply: 'build',
    configResolved({ root, build }) {
      folder = join(root, build.outDir);
    },
    async closeBundle() {
      const files = await filesUnder(folder);
      const template = await readFile(new URL('service-worker.js', import.meta.url), 'utf8');
      const script = template
        .replace('VERSION_OF_SITE', await versionOf(folder, files))
        .replace("['FILES_OF_SITE']", JSON.stringify(['./', ...files]));
      await writeFile(join(folder, 'service-worker.js'), script);
    },
  };
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !isIdle(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.split(sep).join('/'))
    .sort();
}

/** Whether the page never asks for a file: the bundler copies every weight of the model. */
function isIdle(name: string): boolean {
  return name === 'service-worker.js' || /\.float16[.-]/.test(name);
}

/** Changes with any byte of any file. */
async function versionOf(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(await readFile(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}
