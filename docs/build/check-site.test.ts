import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { checkSite } from './check-site.mjs';
import { searchProblems } from './search-problems.mjs';

let site = '';
afterEach(() => rm(site, { recursive: true }));

const OTHER = '<h2 id="part">Part</h2><a href="../index.html">back</a>';

test('a site whose links and anchors lead somewhere has no problems', async () => {
  await write({
    'index.html':
      '<a href="pages/a.html#part">a</a><a href="https://example.org">b</a><img src="a.png">',
    'a.png': '',
  });
  expect(await checkSite(site)).toEqual([]);
});

test.each([
  ['a link to nowhere', '<a href="pages/b.html">b</a>', 'index.html: pages/b.html leads nowhere'],
  [
    'an anchor to nowhere',
    '<a href="pages/a.html#none">b</a>',
    'index.html: pages/a.html#none: pages/a.html has no such anchor',
  ],
  ['an anchor of its own to nowhere', '<a href="#none">b</a>', /index.html has no such anchor/],
  ['a picture that is missing', '<img alt="" src="b.png"/>', /b.png leads nowhere/],
  ['a script from elsewhere', '<script src="https://example.org/a.js"></script>', /of the network/],
  ['a font from elsewhere', '<link rel="stylesheet" href="//example.org/a.css">', /of the network/],
  ['an address that is not https', '<a href="http://example.org">b</a>', /no https address/],
])('%s is a problem', async (_, html, expected) => {
  await write({ 'index.html': html });
  expect((await checkSite(site))[0]).toMatch(expected);
});

test('a style sheet that imports from elsewhere is a problem', async () => {
  await write({ 'index.html': '', 'a.css': '@import "https://example.org/a.css";' });
  expect(await checkSite(site)).toEqual([expect.stringMatching(/^a.css: asks @import/)]);
});

test('the search has to know pages and modules', async () => {
  const index = deflateSync(JSON.stringify({ rows: [{ name: 'Traces' }] })).toString('base64');
  await write({ 'assets/search.js': `window.searchData = "${index}";` });
  expect(await searchProblems(site, ['Traces', '@exifclip/splice'])).toEqual([
    'the search does not know @exifclip/splice',
  ]);
  await write({ 'assets/search.js': '' });
  expect(await searchProblems(site, [])).toEqual(['assets/search.js: holds no index']);
});

async function write(files: Record<string, string>): Promise<void> {
  site = await mkdtemp(join(tmpdir(), 'exifclip-site-'));
  for (const [name, text] of Object.entries({ 'pages/a.html': OTHER, ...files })) {
    await mkdir(dirname(join(site, name)), { recursive: true });
    await writeFile(join(site, name), text);
  }
}
