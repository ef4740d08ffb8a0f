import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from './chromium-path.ts';

/**
 * Starts the installed Chromium without a window; no other machine can be reached from it.
 *
 * @throws Error when there is none
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('expected a Chromium to run browser tests in, found none');
  const args = [
    // Containers run as root, where Chromium has no sandbox.
    '--no-sandbox',
    '--disable-dev-shm-usage',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    // WebGPU on the processor, by Chromium's own Vulkan.
    '--enable-unsafe-webgpu',
    '--use-webgpu-adapter=swiftshader',
  ];
  return chromium.launch({ executablePath, args });
}
