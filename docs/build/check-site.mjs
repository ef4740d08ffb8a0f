// Looks through the built site: every link and anchor leads somewhere, and no page asks anything of
// the network.

import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * @param {string} site  folder of the built site
 * @returns {Promise<string[]>} one sentence a problem
 */
export async function checkSite(site) {
  const entries = await readdir(site, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((one) => join(one.parentPath, one.name));
  const pages = new Map();
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    pages.set(file, pageFacts(await readFile(file, 'utf8')));
  }
  const known = new Set(files);
  const problems = [...pages].flatMap(([file, { links, loads }]) => [
    ...loads.filter(isOutside).map((url) => `${name(file)}: asks ${url} of the network`),
    ...[...links, ...loads].flatMap((url) => linkProblem(file, url) ?? []),
  ]);
  for (const file of files.filter((one) => one.endsWith('.css'))) {
    const asked = (await readFile(file, 'utf8')).match(
      /(@import|url\(\s*['"]?(https?:)?\/\/)[^;)]*/g,
    );
    problems.push(...(asked ?? []).map((what) => `${name(file)}: asks ${what} of the network`));
  }
  return problems;

  function linkProblem(file, url) {
    if (isOutside(url)) return externalProblem(file, url);
    const [path, anchor] = url.split('#');
    const target = path ? resolve(dirname(file), decodeURIComponent(path)) : file;
    if (!known.has(target)) return `${name(file)}: ${url} leads nowhere`;
    if (!anchor || !pages.has(target)) return undefined;
    return pages.get(target).ids.has(decodeURIComponent(anchor))
      ? undefined
      : `${name(file)}: ${url}: ${name(target)} has no such anchor`;
  }

  function externalProblem(file, url) {
    return /^(mailto:|data:image\/)/.test(url) || (URL.canParse(url) && url.startsWith('https://'))
      ? undefined
      : `${name(file)}: ${url} is no https address`;
  }

  function name(file) {
    return relative(site, file);
  }
}

/** What a page links to, what it loads, and which anchors it has. */
function pageFacts(html) {
  const attributes = (pattern) => [...html.matchAll(pattern)].map(([, value]) => unescaped(value));
  return {
    links: attributes(/<a\s[^>]*?href="([^"]*)"/g),
    loads: [
      ...attributes(/<(?:script|img|iframe|source|video|audio)\s[^>]*?src="([^"]*)"/g),
      ...attributes(/<link\s[^>]*?href="([^"]*)"/g),
    ],
    ids: new Set(attributes(/\sid="([^"]*)"/g)),
  };
}

function isOutside(url) {
  return /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(url);
}

function unescaped(text) {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
