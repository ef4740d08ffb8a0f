// What a stranger gets: the consumer test/consumers/splice has splice alone installed in an
// empty project and names that project here. Without it there is nothing to test.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { encodeJpeg, encodePng } from '@exifclip/image';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madePhoto } from './made-photo.ts';
import { openTestPage, type TestPage } from './open-test-page.ts';

interface Entry {
  run(photo: Uint8Array): Promise<number>;
}

const project = process.env['EXIFCLIP_INSTALLED'] ?? '';

describe.skipIf(project === '')('the lines of the README in an empty project', async () => {
  const picture = madePhoto(480, 360);
  const photos = { 'photo.png': await encodePng(picture), 'photo.jpg': await encodeJpeg(picture) };
  let page: TestPage<Entry>;

  beforeAll(async () => {
    for (const [name, bytes] of Object.entries(photos)) writeFileSync(join(project, name), bytes);
    const [imports, lines] = readmeLines();
    const inNode = `const photo = process.argv[2];\n${lines}`;
    writeFileSync(join(project, 'node.mjs'), `${imports}\n${inNode}`);
    const inBrowser = `export async function run(photo) {\n${lines}return report.score;\n}\n`;
    writeFileSync(join(project, 'page.js'), `${imports}\n${inBrowser}`);
    page = await openTestPage<Entry>(pathToFileURL(join(project, 'page.js')));
  }, 300_000);
  afterAll(() => page?.close());

  it.each([
    ['photo.png', 1e-3],
    // Decoders of JPEG may differ by two grey levels, of which the score takes its share.
    ['photo.jpg', 0.2],
  ] as const)('score %s in Node and in Chromium alike, within %s', async (name, tolerance) => {
    const browser = await page.call('run', photos[name]);
    expect(Math.abs(browser - (await scoreInNode(name)))).toBeLessThan(tolerance);
    expect(page.errors).toEqual([]);
  });

  it('and their bundle holds no tfjs', () => {
    expect(page.modules.some((path) => path.includes('onnxruntime-web'))).toBe(true);
    expect(page.modules.filter((path) => /tensorflow|tfjs|transformers/.test(path))).toEqual([]);
  });
});

/** The first example with a detector in the README that was installed: its import, and the rest. */
function readmeLines(): [imports: string, lines: string] {
  const readme = readFileSync(join(project, 'node_modules/@exifclip/splice/README.md'), 'utf8');
  const example = /```ts\n(import \{ createSpliceDetector \}.*)\n\n([\s\S]*?)```/.exec(readme);
  if (!example) throw new Error('expected an example with createSpliceDetector in the README');
  return [example[1]!, example[2]!];
}

async function scoreInNode(name: string): Promise<number> {
  const { stdout } = await promisify(execFile)('node', ['node.mjs', name], { cwd: project });
  return Number(stdout.split(' ')[0]);
}
