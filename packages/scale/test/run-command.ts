import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../cli/bin/exifclip.js', import.meta.url));

/** The row maker of tests. */
export const rowMaker: string = fileURLToPath(new URL('row-maker.mjs', import.meta.url));

export interface RunOptions {
  cwd: string;
  /** Where Redis is. */
  redis: string;
  env?: Readonly<Record<string, string>>;
}

/** A command that runs. */
export interface Running {
  process: ChildProcess;
  /** What it has said so far. */
  output: { stdout: string; stderr: string };
  /** Its exit code, null after a signal. */
  ended: Promise<number | null>;
}

/** Starts the built command as a user does. */
export function startCommand(args: readonly string[], { cwd, redis, env }: RunOptions): Running {
  const child = spawn(process.execPath, [command, ...args], {
    cwd,
    env: { ...process.env, EXIFCLIP_REDIS: redis, ...env },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code));
  });
  return { process: child, output, ended };
}

/** Runs the built command to its end. */
export async function runCommand(
  args: readonly string[],
  options: RunOptions,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { output, ended } = startCommand(args, options);
  const code = await ended;
  return { code, ...output };
}
