import type { Page } from 'playwright-core';
import { buildPage } from './build-page.ts';
import { launchChromium } from './launch-chromium.ts';
import { servePage } from './serve-page.ts';

/** What a careful site sends: no `unsafe-eval`, no inline script, nothing from elsewhere. */
export const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "img-src 'self' blob: data:",
  "style-src 'self'",
].join('; ');

export interface OpenTestPageOptions {
  /** The Content-Security-Policy header. @defaultValue {@link STRICT_POLICY} */
  policy?: string;
  /** Whether the page is cross-origin isolated, which threads in WebAssembly need. @defaultValue false */
  isolated?: boolean;
  /** Served beside the page as `/files/<name>`. @defaultValue none */
  files?: Readonly<Record<string, Uint8Array>>;
}

/** A page in headless Chromium, and what happened on it. `Entry` is the type of its entry module. */
export interface TestPage<Entry> {
  /** Calls a function that the entry exports; arguments and result are copied, typed arrays too. */
  call<Name extends FunctionsOf<Entry>>(
    name: Name,
    ...args: ArgumentsOf<Entry[Name]>
  ): Promise<ResultOf<Entry[Name]>>;
  /** Errors on the console so far, broken policies among them, and exceptions nobody caught. */
  readonly errors: readonly string[];
  /** Everything asked for so far: a path on the page's own server, else a whole address. */
  readonly requests: readonly string[];
  /** Paths of the modules in the bundle; of one that was there already, none. */
  readonly modules: readonly string[];
  /** The folder of the bundle. */
  readonly folder: string;
  /** Playwright's page, for clicks, key strokes and screenshots. */
  readonly page: Page;
  close(): Promise<void>;
}

type FunctionsOf<Entry> = {
  [Name in keyof Entry]: Entry[Name] extends (...args: never[]) => unknown ? Name : never;
}[keyof Entry] &
  string;
type ArgumentsOf<F> = F extends (...args: infer Arguments) => unknown ? Arguments : never;
type ResultOf<F> = F extends (...args: never[]) => infer Result ? Awaited<Result> : never;

/**
 * Bundles an entry module from the built packages, serves it on this machine and opens it in
 * headless Chromium, where no other machine can be reached.
 *
 * @param entry URL of the entry module
 * @throws Error when there is no Chromium, the bundle cannot be made, or the entry throws on import
 */
export async function openTestPage<Entry>(
  entry: URL,
  options: OpenTestPageOptions = {},
): Promise<TestPage<Entry>> {
  const { folder, modules, remove } = await buildPage(entry);
  try {
    const page = await openBuiltPage<Entry>(folder, options);
    const close = async () => {
      await page.close();
      await remove();
    };
    return { ...page, modules, close };
  } catch (error) {
    await remove();
    throw new Error(`${entry.pathname}: ${String(error)}`, { cause: error });
  }
}

/**
 * Opens a bundle that is there already, by whatever tool it was made.
 *
 * @param folder holds `entry.js`, a module
 * @throws Error when there is no Chromium, or the entry throws on import
 */
export async function openBuiltPage<Entry>(
  folder: string,
  options: OpenTestPageOptions = {},
): Promise<TestPage<Entry>> {
  const { policy = STRICT_POLICY, isolated = false, files = {} } = options;
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const headers = { 'content-security-policy': policy, ...(isolated ? ISOLATION : {}) };
    const server = await servePage(folder, { headers, files });
    closers.push(server.close);
    const browser = await launchChromium();
    closers.push(() => browser.close());
    const page = await browser.newPage();
    const { errors, requests } = record(page, server.origin);
    await page.goto(server.origin);
    const problem = await page.waitForFunction(startOf).then((start) => start.jsonValue());
    if (problem !== 'started') throw new Error(`the page failed to load: ${problem}`);
    const call = (name: string, ...args: unknown[]) => page.evaluate(callEntry, { name, args });
    return {
      call,
      errors,
      requests,
      modules: [],
      folder,
      page,
      close,
    } as unknown as TestPage<Entry>;
  } catch (error) {
    await close();
    throw error;
  }
}

const ISOLATION = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

function record(page: Page, origin: string) {
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    requests.push(url.startsWith(origin) ? url.slice(origin.length) : url);
  });
  return { errors, requests };
}

interface PageGlobals {
  pageEntry?: { entry?: Record<string, (...args: unknown[]) => unknown>; error?: string };
}

/** Runs on the page. */
function startOf(): string | undefined {
  const { pageEntry } = globalThis as PageGlobals;
  return pageEntry && (pageEntry.error ?? 'started');
}

/** Runs on the page. */
function callEntry({ name, args }: { name: string; args: unknown[] }): unknown {
  const { pageEntry } = globalThis as PageGlobals;
  const exported = pageEntry?.entry?.[name];
  if (!exported) throw new Error(`the page's entry exports no function ${name}`);
  return exported(...args);
}
