import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';

/** What a page takes, in bytes. */
export interface RendererMemory {
  /** JavaScript objects and buffers of the page itself, after a garbage collection. */
  page: number;
  /** All memory of its own that the process of the page takes, workers and WebAssembly included. */
  process: number;
}

/**
 * Measures a page at rest: the least of some moments, since the browser gives memory back when it
 * has time. The process as Linux counts it, elsewhere 0.
 */
export async function rendererMemory(browser: Browser, page: Page): Promise<RendererMemory> {
  const session = await page.context().newCDPSession(page);
  const least = { page: Infinity, process: Infinity };
  for (let moment = 0; moment < 8; moment++) {
    await session.send('HeapProfiler.collectGarbage');
    const heap = (await session.send('Runtime.getHeapUsage')) as unknown as Record<string, number>;
    const used = (heap['usedSize'] ?? 0) + (heap['backingStorageSize'] ?? 0);
    least.page = Math.min(least.page, used);
    least.process = Math.min(least.process, await rendererProcesses(browser));
    await page.waitForTimeout(500);
  }
  await session.detach();
  return least;
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
