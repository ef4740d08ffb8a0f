import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../bin/exifclip.js', import.meta.url));

/**
 * Runs the built command again and again, killed by SIGKILL each time a little after a file has
 * grown, and at last to its end.
 *
 * @param grows the file
 * @param kills how often it is killed, where it does not end before
 * @returns how often it was killed, and the exit code of the last run
 */
export async function killUntilDone(
  args: readonly string[],
  { cwd, grows, kills }: { cwd: string; grows: string; kills: number },
): Promise<{ killed: number; code: number | null }> {
  for (let killed = 0; ; killed += 1) {
    const child = spawn(process.execPath, [command, ...args], { cwd, stdio: 'ignore' });
    const state: { code?: number | null } = {};
    const exit = new Promise<void>((resolve) => {
      child.once('exit', (code) => {
        state.code = code;
        resolve();
      });
    });
    const before = await sizeOf(grows);
    const isWaited = async (): Promise<boolean> =>
      killed < kills && !('code' in state) && (await sizeOf(grows)) === before;
    while (await isWaited()) await sleep(2);
    if (killed < kills) {
      await sleep(Math.random() * 30);
      child.kill('SIGKILL');
    }
    await exit;
    if (state.code !== null && state.code !== undefined) return { killed, code: state.code };
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
