import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { buildPageAssets } from '../../test/build-page-assets.ts';

test('the script and the style of pages are those of their sources (EXIFCLIP_REGEN=1 makes them anew)', async () => {
  for (const [name, text] of Object.entries(await buildPageAssets())) {
    const file = new URL(name, import.meta.url);
    if (process.env['EXIFCLIP_REGEN']) await writeFile(file, text);
    expect(await readFile(file, 'utf8')).toBe(text);
  }
});
