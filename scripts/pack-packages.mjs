// Packs every package as `npm publish` would.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readPackages } from './package-tree.mjs';

/**
 * @typedef {object} PackedPackage
 * @property {string} name
 * @property {string} tarball  absolute path
 * @property {{ path: string }[]} files
 * @property {Record<string, any>} manifest  package.json
 */

/**
 * @param {string} root  of the repository, with a build
 * @param {string} folder  for the tarballs
 * @returns {PackedPackage[]}
 */
export function packPackages(root, folder) {
  const packages = readPackages(root);
  const workspaces = packages.flatMap(({ path }) => ['--workspace', path]);
  const args = ['pack', ...workspaces, '--json', '--pack-destination', folder];
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm pack failed:\n${stderr}`);
  return JSON.parse(stdout).map(({ name, filename, files }) => ({
    name,
    tarball: join(folder, filename),
    files,
    manifest: packages.find(({ manifest }) => manifest.name === name).manifest,
  }));
}
