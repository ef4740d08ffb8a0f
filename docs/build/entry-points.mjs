// Which modules the API reference shows: every entry point of every published package.

import { join } from 'node:path';
import { readPackages } from '../../scripts/package-tree.mjs';

/** Packages whose sources do not compile yet; they come back by leaving this list. */
const NOT_YET = [];

/**
 * @typedef {object} EntryPoint
 * @property {string} name  as it is imported, such as `@exifclip/splice/report`
 * @property {string} source  absolute path of the TypeScript file
 * @property {string | undefined} readme  absolute path of the package's README, of its main entry
 */

/**
 * @param {string} root  of the repository
 * @returns {EntryPoint[]}
 */
export function readEntryPoints(root) {
  return readPackages(root)
    .filter(({ folder }) => !NOT_YET.includes(folder))
    .flatMap(({ path, manifest }) => {
      const entries = Object.entries(manifest.exports ?? {})
        .filter(([, conditions]) => conditions['@exifclip/source'])
        .map(([key, conditions]) => ({
          name: join(manifest.name, key).replaceAll('\\', '/'),
          source: join(path, conditions['@exifclip/source']),
        }));
      const main = entries.some(({ name }) => name === manifest.name) ? manifest.name : undefined;
      return entries.map((entry, i) => ({
        ...entry,
        readme: entry.name === main || (!main && i === 0) ? join(path, 'README.md') : undefined,
      }));
    });
}
