import { existsSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { chromiumPath } from './chromium-path.ts';

vi.mock('node:fs', () => ({ existsSync: vi.fn() }));

afterEach(() => {
  vi.unstubAllEnvs();
  vi.mocked(existsSync).mockReset();
});

it('`chromiumPath` is undefined without a Chromium, and an error in continuous integration', () => {
  vi.stubEnv('EXIFCLIP_CHROMIUM', undefined);
  vi.stubEnv('CI', undefined);
  expect(chromiumPath()).toBeUndefined();
  vi.stubEnv('CI', 'true');
  expect(() => chromiumPath()).toThrow('expected a Chromium to run browser tests in, found none');
});

it('`chromiumPath` takes what `EXIFCLIP_CHROMIUM` names, if it is there', () => {
  vi.stubEnv('EXIFCLIP_CHROMIUM', '/opt/browser');
  expect(() => chromiumPath()).toThrow('to name a browser, got /opt/browser');
  vi.mocked(existsSync).mockReturnValue(true);
  expect(chromiumPath()).toBe('/opt/browser');
});
