// The analyst's page as a visitor gets it: the consumer `page` packs the packages, builds
// examples/page from them in an empty folder, and names what was built here. Without it there is
// nothing to test.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runExifclip } from '../../packages/cli/test/run-exifclip.ts';
import { launchChromium } from './launch-chromium.ts';
import { openReport } from './open-report.ts';
import { type OpenedSite, openSite } from './open-site.ts';
import { pagePhotos } from './page-photos.ts';
import { rendererMemory, rendererProcesses } from './renderer-memory.ts';
import { type SiteServer, serveSite } from './serve-site.ts';

/** Memory goes back when the browser has time for it. */
const patient = { timeout: 20_000 };

const folder = process.env['EXIFCLIP_PAGE'] ?? '';

describe.skipIf(folder === '')('the analyst’s page', { timeout: 240_000 }, async () => {
  const photos = await pagePhotos();
  let server: SiteServer;
  let browser: Browser;
  let site: OpenedSite;

  beforeAll(async () => {
    server = await serveSite(folder);
    browser = await launchChromium();
    site = await openSite(browser, server.address);
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await browser?.close();
    await server?.close();
  });

  it('has fetched all that it needs, its own files alone, before it is given a photo', () => {
    expect(server.requests.every((path) => path.startsWith('/some/folder/'))).toBe(true);
    expect(site.requests.every((url) => url.startsWith(server.address))).toBe(true);
    for (const kind of [/\.wasm$/, /\.onnx$/, /worker-.*\.js$/]) {
      expect(site.requests.some((url) => kind.test(url))).toBe(true);
    }
  });

  it('examines photos in a queue, past those it cannot, and then asks nothing of anybody', async () => {
    const before = [server.requests.length, site.requests.length];
    const { png, jpeg, tiff, broken, heic, huge, tiny } = photos;
    await site.give(png, broken, jpeg, heic, huge, tiny, tiff);
    for (const { name } of [png, jpeg, tiff]) {
      const card = await site.card(name, 'done');
      expect(Number(await card.getAttribute('data-score'))).toBeGreaterThanOrEqual(0);
    }
    const reasons = {
      broken: 'cannot be read',
      heic: 'HEIC',
      huge: 'megapixels',
      tiny: 'Too small',
    };
    for (const [kind, words] of Object.entries(reasons)) {
      const card = await site.card(photos[kind as keyof typeof reasons].name, 'error');
      expect(await card.locator('.message').textContent()).toContain(words);
    }
    expect([server.requests.length, site.requests.length]).toEqual(before);
    expect(site.errors).toEqual([]);
    expect(await site.page.locator('input[type=file]').count()).toBe(1);
  });

  it('gives a PNG the score that the command gives it, and writes the same report', async () => {
    const { name, buffer } = photos.png;
    const work = await mkdtemp(join(tmpdir(), 'exifclip-command-'));
    await writeFile(join(work, name), buffer);
    await runExifclip(['localize', name, '-o', 'out'], { cwd: work });
    const command = JSON.parse(await readFile(join(work, 'out/made.report.json'), 'utf8'));
    const report = await readFile(join(work, 'out/made.report.html'), 'utf8');
    await rm(work, { recursive: true });

    const card = await site.card(name, 'done');
    const score = Number(await card.getAttribute('data-score'));
    expect(Math.abs(score - command.score)).toBeLessThan(1e-3);
    await card.locator('.open').click();
    await site.page.locator('#sheet-title', { hasText: name }).waitFor();
    const json = JSON.parse(await download(site.page, 'Save data (JSON)'));
    expect(json.score).toBe(score);
    expect(Object.keys(json)).toEqual(Object.keys(command));
    expect(json.sha256).toBe(command.sha256);
    expect(json.grid).toEqual(command.grid);

    const html = await download(site.page, 'Save report (HTML)');
    const script = (text: string) => /<script>(.*?)<\/script>/s.exec(text)?.[1];
    expect(script(html)).toBe(script(report));
    const opened = await openReport(browser, html);
    expect(await opened.page.textContent('.figures dd')).toBe(score.toFixed(3));
    expect([opened.errors, opened.requests]).toEqual([[], []]);
    await opened.close();
  });

  it('shows a photo upright, its EXIF as a sentence without names and places, and a percentile', async () => {
    const card = await site.card(photos.jpeg.name, 'done');
    await card.locator('.open').click();
    await site.page.locator('#sheet-title', { hasText: photos.jpeg.name }).waitFor();
    expect(await site.page.getAttribute('#photo', 'width')).toBe('128');
    const sentence = await site.page.textContent('blockquote');
    expect(sentence).toContain('Make: Canon, Model: Canon EOS 350D');
    const said = await site.page.textContent('#sheet');
    expect(said).not.toMatch(/Nyone|0123456789|GPS/);
    expect(Number(await site.page.getAttribute('meter', 'value'))).toBeLessThanOrEqual(100);
  });

  it('gives up a photo in mid-run, frees its worker, and goes on with the next', async () => {
    await site.give({ ...photos.slow, name: 'slow-1.png' }, { ...photos.tiff, name: 'next.tif' });
    const running = await site.card('slow-1.png', 'running');
    await running.locator('.status', { hasText: /patches, [1-9]/ }).waitFor();
    const requested = server.requests.length;
    await running.getByRole('button', { name: 'Cancel slow-1.png' }).click();
    await site.card('slow-1.png', 'cancelled');
    await site.card('next.tif', 'done');
    await expect.poll(() => site.page.workers().length, patient).toBe(0);
    expect(server.requests.length).toBe(requested);
    expect(site.errors).toEqual([]);
  });

  it.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
  ] as const)('axe finds nothing serious at %i pixels, %s', async (width, colorScheme) => {
    await site.page.setViewportSize({ width, height: 844 });
    await site.page.emulateMedia({ colorScheme });
    expect(await seriousProblems(site.page)).toEqual([]);
    const scrolled = await site.page.evaluate(() => document.documentElement.scrollWidth);
    expect(scrolled).toBeLessThanOrEqual(width);
  });

  it('can be used by keyboard alone', async () => {
    const { page, give, card, errors, close } = await openSite(browser, server.address);
    await page.keyboard.press('Tab');
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles([photos.tiff, { ...photos.slow, name: 'slow-2.png' }]);
    await card(photos.tiff.name, 'done');

    const isOn = (selector: string) =>
      page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    const tabTo = async (selector: string) => {
      for (let i = 0; i < 12 && !(await isOn(selector)); i++) await page.keyboard.press('Tab');
      expect(await isOn(selector)).toBe(true);
    };
    await tabTo('[aria-label="Cancel slow-2.png"]');
    await page.keyboard.press('Enter');
    await card('slow-2.png', 'cancelled');
    expect(await isOn('[data-name="slow-2.png"] button')).toBe(true);
    await tabTo('#stage');
    const help = await page.textContent('#readout');
    // The first press goes to the patch that stands out most; from any corner three are seen.
    const seen = new Set<string | null>();
    for (const way of ['Right', 'Down', 'Right', 'Left', 'Up']) {
      await page.keyboard.press(`Arrow${way}`);
      seen.add(await page.textContent('#readout'));
    }
    expect(seen.size).toBeGreaterThan(2);
    for (const words of seen) expect(words).toContain('Patch at');
    await page.keyboard.press('Escape');
    expect(await page.textContent('#readout')).toBe(help);
    await tabTo('#opacity');
    await page.keyboard.press('End');
    expect(await page.locator('#map').evaluate((map) => map.style.opacity)).toBe('1');
    await give(photos.broken);
    expect(errors).toEqual([]);
    await close();
  });

  it('lets nobody connect elsewhere, neither the page nor its worker, and evaluates nothing', async () => {
    const policy = await site.page.getAttribute(
      'meta[http-equiv="Content-Security-Policy"]',
      'content',
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/'unsafe-eval'|unsafe-inline|https?:|\*/);
    const elsewhere = await serveSite(folder);
    const { page, give, card, close } = await openSite(browser, server.address);
    const attempt = async (url: string) =>
      fetch(url).then(
        () => 'sent',
        () => 'blocked',
      );
    const started = page.waitForEvent('worker');
    await give(photos.png);
    const worker = await started;
    expect(await worker.evaluate(attempt, elsewhere.address)).toBe('blocked');
    expect(await page.evaluate(attempt, elsewhere.address)).toBe('blocked');
    expect(elsewhere.requests).toEqual([]);
    // What stops them is the policy: the same address answers a page that has none.
    const free = await browser.newContext({ bypassCSP: true });
    const other = await free.newPage();
    await other.goto(server.address);
    expect(await other.evaluate(attempt, elsewhere.address)).toBe('sent');
    await free.close();
    await card(photos.png.name, 'done');
    await close();
    await elsewhere.close();
  });

  it('takes no more memory after ten photos than after one', async () => {
    await site.close();
    const { page, give, card, close } = await openSite(browser, server.address);
    const settled = () => expect.poll(() => page.workers().length, patient).toBe(0);
    await give({ ...photos.tiff, name: 'first.tif' });
    await card('first.tif', 'done');
    await settled();
    const before = await rendererMemory(browser, page);
    const names = Array.from({ length: 10 }, (_, i) => `photo-${i}.tif`);
    await give(...names.map((name) => ({ ...photos.tiff, name })));
    let most = 0;
    for (const name of names) {
      await card(name, 'done');
      most = Math.max(most, await rendererProcesses(browser));
    }
    await settled();
    const after = await rendererMemory(browser, page);
    const megabyte = 2 ** 20;
    expect(after.page - before.page).toBeLessThan(2 * megabyte);
    if (process.platform === 'linux') {
      expect(most - before.process).toBeGreaterThan(40 * megabyte); // What would stay otherwise.
      expect(after.process - before.process).toBeLessThan(20 * megabyte);
    }
    await close();
  });

  it('opens and works once its server is gone', async () => {
    const { page, give, card, errors, close } = await openSite(browser, server.address);
    await server.close();
    await page.reload();
    await page.locator('html[data-engine="ready"]').waitFor();
    await give(photos.tiff);
    await card(photos.tiff.name, 'done');
    expect(errors).toEqual([]);
    await close();
  });
});

async function download(page: Page, label: string): Promise<string> {
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: label }).click();
  return readFile(await (await started).path(), 'utf8');
}

async function seriousProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
