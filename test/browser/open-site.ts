import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { UploadFile } from './page-photos.ts';

/** The analyst's page, and what happened on it. */
export interface OpenedSite {
  page: Page;
  /** Errors on the console, broken policies among them, and exceptions nobody caught. */
  errors: string[];
  /** Everything that page and workers asked for, but for what lies in memory (`blob:`). */
  requests: string[];
  /** Hands files to the page's only `input[type=file]`. */
  give(...files: readonly UploadFile[]): Promise<void>;
  /** The card of a file, once it is in that state. */
  card(name: string, state: string): Promise<Locator>;
  close(): Promise<void>;
}

/** Opens the page in a fresh profile, and waits until it needs nothing more of the network. */
export async function openSite(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<OpenedSite> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(120_000); // A queue of photos takes its time.
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  context.on('request', (request) => {
    if (!request.url().startsWith('blob:')) requests.push(request.url());
  });
  await page.goto(address);
  await page.locator('html[data-engine="ready"][data-offline="ready"]').waitFor();
  return {
    page,
    errors,
    requests,
    give: (...files) => page.locator('input[type=file]').setInputFiles([...files]),
    async card(name, state) {
      const card = page.locator(`[data-name="${name}"][data-state="${state}"]`);
      await card.waitFor();
      return card;
    },
    close: () => context.close(),
  };
}
