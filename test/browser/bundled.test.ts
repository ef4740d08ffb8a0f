// What another bundler than Vite makes of the packages: the consumer test/consumers/webpack names its
// project here. Without it there is nothing to test.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { encodePng } from '@exifclip/image';
import { describe, expect, it } from 'vitest';
import { madePhoto } from './made-photo.ts';
import { openBuiltPage } from './open-test-page.ts';

interface Entry {
  run(photo: Uint8Array): Promise<number>;
}

const project = process.env['EXIFCLIP_BUNDLED'] ?? '';

describe.skipIf(project === '')('a page that webpack built', () => {
  it('scores a photo as Node does, under a strict policy', { timeout: 300_000 }, async () => {
    const photo = await encodePng(madePhoto(480, 360));
    writeFileSync(join(project, 'photo.png'), photo);
    const page = await openBuiltPage<Entry>(join(project, 'bundle'));
    try {
      const score = await page.call('run', photo);
      const { stdout } = await promisify(execFile)('node', ['node.mjs', 'photo.png'], {
        cwd: project,
      });
      expect(Math.abs(score - Number(stdout))).toBeLessThan(1e-3);
      expect(page.errors).toEqual([]);
    } finally {
      await page.close();
    }
  });
});
