// Imports, and requires, every entry point of every package that is installed.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = join(dirname(fileURLToPath(import.meta.url)), 'node_modules');
const require = createRequire(import.meta.url);
const scoped = readdirSync(join(modules, '@exifclip')).map((name) => `@exifclip/${name}`);
for (const name of [...scoped, 'exifclip']) {
  const manifest = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
  const entries = Object.entries(manifest.exports).filter(
    ([, target]) => typeof target === 'object',
  );
  for (const [key] of entries) await load(manifest.name + key.slice(1), manifest);
}

async function load(entry, { peerDependenciesMeta = {} }) {
  try {
    const count = Object.keys(await import(entry)).length;
    if (Object.keys(require(entry)).length < count) {
      throw new Error(`require('${entry}') lacks exports`);
    }
    console.log(`${entry}: ${count} exports`);
  } catch (error) {
    const missing = error.code === 'ERR_MODULE_NOT_FOUND' && /'(.+?)'/.exec(error.message)?.[1];
    if (!peerDependenciesMeta[missing]?.optional || existsSync(join(modules, missing))) throw error;
    console.log(`${entry}: for those who install ${missing}`);
  }
}
