import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';

/** A report's page, and what happened on it. */
export interface OpenedReport {
  page: Page;
  /** Errors on the console, broken policies among them, exceptions nobody caught, and dialogs. */
  errors: string[];
  /** What was asked for, apart from the page itself and what lies within it. */
  requests: string[];
  close(): Promise<void>;
}

/** Opens a report from a file of its own, as readers do. */
export async function openReport(
  browser: Browser,
  html: string,
  { width = 1280, height = 900 } = {},
): Promise<OpenedReport> {
  const folder = await mkdtemp(join(tmpdir(), 'exifclip-report-'));
  const file = join(folder, 'photo.report.html');
  await writeFile(file, html);
  const page = await browser.newPage({ viewport: { width, height } });
  const errors: string[] = [];
  const requests: string[] = [];
  const address = pathToFileURL(file).href;
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('dialog', (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith('data:')) requests.push(url);
  });
  await page.goto(address);
  return {
    page,
    errors,
    requests,
    async close() {
      await page.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
