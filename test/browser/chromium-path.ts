import { existsSync } from 'node:fs';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The browser that tests run in: `EXIFCLIP_CHROMIUM`, else one in a usual place. Nothing is
 * downloaded; on Debian `apt-get install chromium` brings it.
 *
 * @returns its path, or undefined where there is none
 * @throws Error when `EXIFCLIP_CHROMIUM` names no file, and in continuous integration, where
 * absence is a failure and not a skip
 */
export function chromiumPath(): string | undefined {
  const named = process.env['EXIFCLIP_CHROMIUM'];
  if (named && !existsSync(named)) {
    throw new Error(`expected EXIFCLIP_CHROMIUM to name a browser, got ${named}`);
  }
  const found = named || USUAL_PLACES.find((path) => existsSync(path));
  if (!found && process.env['CI']) {
    throw new Error('expected a Chromium to run browser tests in, found none');
  }
  return found;
}
