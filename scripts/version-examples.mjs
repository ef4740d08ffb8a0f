// Gives the projects that are no workspaces, examples and consumers, the version of the packages;
// `npm run version-packages` runs it after changesets has set that.

import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPackages } from './package-tree.mjs';

const ROOT = join(import.meta.dirname, '..');

function main() {
  const versions = new Map(
    readPackages(ROOT).map(({ manifest }) => [manifest.name, manifest.version]),
  );
  for (const file of ['examples', 'test/consumers'].flatMap(manifestsIn)) {
    const before = readFileSync(file, 'utf8');
    const after = before.replace(/"(@?[\w/-]+)": "\d+\.\d+\.\d+[^"]*"/g, (line, name) =>
      versions.has(name) ? `"${name}": "${versions.get(name)}"` : line,
    );
    if (after === before) continue;
    writeFileSync(`${file}.new`, after);
    renameSync(`${file}.new`, file);
    console.log(file.slice(ROOT.length + 1));
  }
}

function manifestsIn(folder) {
  return readdirSync(join(ROOT, folder))
    .map((name) => join(ROOT, folder, name, 'package.json'))
    .filter(existsSync);
}

main();
