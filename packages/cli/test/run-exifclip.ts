import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../bin/exifclip.js', import.meta.url));

/** What a finished command left behind. */
export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built command as a user does. */
export function runExifclip(
  args: readonly string[],
  options: {
    cwd?: string;
    env?: Readonly<Record<string, string>>;
    killWhen?: (stderr: string) => boolean;
  } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
    });
    const finished: Finished = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      finished.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      finished.stderr += chunk;
      if (options.killWhen?.(finished.stderr)) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...finished, code }));
  });
}
