import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const own = fileURLToPath(new URL('../..', import.meta.url));

test('the commands of queues say what to install where their package is not there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exifclip-alone-'));
  const installed = join(folder, 'node_modules/exifclip');
  await mkdir(installed, { recursive: true });
  for (const name of ['package.json', 'bin', 'dist']) {
    await cp(join(own, name), join(installed, name), { recursive: true });
  }
  const commander = dirname(createRequire(import.meta.url).resolve('commander'));
  await symlink(commander, join(folder, 'node_modules/commander'));
  const said = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
    const args = [join(installed, 'bin/exifclip.js'), 'enqueue', 'exif', 'a.jpg', '--out', 'x'];
    execFile(process.execPath, args, (error, _, stderr) => resolve({ code: error?.code, stderr }));
  });
  await rm(folder, { recursive: true });
  expect(said).toEqual({
    code: 1,
    stderr:
      'error: exifclip enqueue comes with a package of its own: npm install @exifclip/scale\n',
  });
});
