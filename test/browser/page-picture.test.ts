// docs/page.png, the README's picture of the analyst's page. After a change of page or model,
//
//   EXIFCLIP_REGEN=1 npm run consumers -- page
//
// makes it anew, of the forgery that `exifclip demo` makes.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { runExifclip } from '../../packages/cli/test/run-exifclip.ts';
import { launchChromium } from './launch-chromium.ts';
import { openSite } from './open-site.ts';
import { serveSite } from './serve-site.ts';

const folder = process.env['EXIFCLIP_PAGE'] ?? '';
const picture = new URL('../../docs/page.png', import.meta.url);

describe.skipIf(folder === '')('the picture of the analyst’s page', () => {
  it.skipIf(!process.env['EXIFCLIP_REGEN'])('is made anew', { timeout: 300_000 }, async () => {
    await writeFile(picture, await pictureOf(await demoForgery()));
  });

  it('is there, and small', async () => {
    const { width } = await sharp(await readFile(picture)).metadata();
    expect(width).toBe(1280);
    expect((await stat(picture)).size).toBeLessThan(300_000);
  });
});

async function demoForgery(): Promise<Buffer> {
  const work = await mkdtemp(join(tmpdir(), 'exifclip-demo-'));
  await runExifclip(['demo', '--out', work]);
  const forgery = await readFile(join(work, 'forgery.png'));
  await rm(work, { recursive: true });
  return forgery;
}

/** The page with a photo whose result is shown, in few enough colours for a README. */
async function pictureOf(photo: Buffer): Promise<Buffer> {
  const server = await serveSite(folder);
  const browser = await launchChromium();
  try {
    const viewport = { width: 1280, height: 960 };
    const { page, give, card } = await openSite(browser, server.address, { viewport });
    await give({ name: 'forgery.png', mimeType: '', buffer: photo });
    await card('forgery.png', 'done');
    await page.locator('#sheet #photo').waitFor();
    const shot = await page.screenshot();
    return await sharp(shot).png({ palette: true, colours: 192, effort: 10 }).toBuffer();
  } finally {
    await browser.close();
    await server.close();
  }
}
