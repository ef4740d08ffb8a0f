// Reads the packages of the repository for the checks: package.json, tsconfig.json and sources.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFacts } from './source-facts.mjs';

/**
 * @typedef {object} Package
 * @property {string} folder  its name under packages/
 * @property {string} path  absolute
 * @property {Record<string, any>} manifest  package.json
 * @property {Record<string, any>} tsconfig
 */

/**
 * @typedef {object} SourceFile
 * @property {string} name  path inside `src`, with slashes
 * @property {boolean} test  a test, type test or benchmark
 * @property {import('./source-facts.mjs').SourceFacts} facts
 */

/**
 * @param {string} root
 * @returns {Package[]}
 */
export function readPackages(root) {
  return readdirSync(join(root, 'packages'), { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() && existsSync(join(root, 'packages', entry.name, 'package.json')),
    )
    .map(({ name: folder }) => {
      const path = join(root, 'packages', folder);
      return {
        folder,
        path,
        manifest: readJson(join(path, 'package.json')),
        tsconfig: readJson(join(path, 'tsconfig.json')),
      };
    });
}

/** @param {string} path */
export function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

/**
 * @param {Package} pkg
 * @returns {SourceFile[]}
 */
export function readSources({ path }) {
  const source = join(path, 'src');
  if (!existsSync(source)) return [];
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      name: file.slice(source.length + 1).replaceAll('\\', '/'),
      test: /\.(test|test-d|bench)\.ts$/.test(file),
      facts: sourceFacts(file, readFileSync(file, 'utf8')),
    }));
}

/**
 * The source files that a package's `exports`, `imports` or `bin` lead to under the source
 * condition, as paths inside `src`.
 *
 * @param {unknown} conditions  a value of `exports` or `imports`
 * @returns {string[]}
 */
export function sourceTargets(conditions) {
  if (typeof conditions === 'string') {
    return /^\.\/src\/.*\.ts$/.test(conditions) ? [conditions.slice('./src/'.length)] : [];
  }
  return Object.values(conditions ?? {}).flatMap(sourceTargets);
}
