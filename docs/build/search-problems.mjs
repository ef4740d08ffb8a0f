// Whether one search, without a network, finds pages and API alike.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

/**
 * @param {string} site  folder of the built site
 * @param {readonly string[]} names  titles of pages and names of modules that it has to know
 * @returns {Promise<string[]>} one sentence a problem
 */
export async function searchProblems(site, names) {
  const script = await readFile(join(site, 'assets/search.js'), 'utf8');
  const data = /^window\.searchData = "([^"]+)"/.exec(script)?.[1];
  if (!data) return ['assets/search.js: holds no index'];
  const { rows } = JSON.parse(inflateSync(Buffer.from(data, 'base64')).toString());
  const known = new Set(rows.map(({ name }) => name));
  return names.filter((name) => !known.has(name)).map((name) => `the search does not know ${name}`);
}
