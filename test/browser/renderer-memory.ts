import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';

/** What a page takes, in bytes. */
export interface RendererMemory {
  /** JavaScript objects and buffers of the page itself, after a garbage collection. */
  page: number;
  /** All memory of its own that the process of the page takes, workers and WebAssembly included. */
  process: number;
}

/** Measures a page; the process as Linux counts it, elsewhere 0. */
export async function rendererMemory(browser: Browser, page: Page): Promise<RendererMemory> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const heap = (await session.send('Runtime.getHeapUsage')) as unknown as Record<string, number>;
  await session.detach();
  return {
    page: (heap['usedSize'] ?? 0) + (heap['backingStorageSize'] ?? 0),
    process: await rendererProcesses(browser),
  };
}

/** Of all renderers of the browser: a test opens one page at a time. */
export async function rendererProcesses(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const sizes = await Promise.all(renderers.map(({ id }) => anonymousBytes(id)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function anonymousBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return 1024 * Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0);
}
