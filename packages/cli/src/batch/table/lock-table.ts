import { open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { TableError } from './table-error.ts';

/** Who writes to a table. */
interface Writer {
  host: string;
  pid: number;
  /** When the process was started, in the system's clock ticks; null where the system hides it. */
  started: string | null;
}

/**
 * Keeps a second process of this machine from adding to a table. The lock of a process that was
 * killed is taken over, and so is that of another machine, of which nothing can be known.
 *
 * @returns what lets go of the table
 * @throws TableError while another process, or this one, has the table open
 */
export async function lockTable(table: string): Promise<() => Promise<void>> {
  const path = `${table}.lock`;
  const own: Writer = {
    host: hostname(),
    pid: process.pid,
    started: await startOf(process.pid),
  };
  for (;;) {
    try {
      const file = await open(path, 'wx');
      await file.appendFile(JSON.stringify(own));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const writer = await readWriter(path);
    if (writer?.host === own.host && (await isRunning(writer))) {
      throw new TableError(table, `is being written to by process ${writer.pid}`);
    }
    await rm(path, { force: true });
  }
}

/** Undefined for half a lock, which a process left that was killed. */
async function readWriter(path: string): Promise<Writer | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Writer;
  } catch {
    return undefined;
  }
}

/** Numbers of processes are used again: when they were started tells them apart. */
async function isRunning({ pid, started }: Writer): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = await startOf(pid);
  return started === null || now === null || now === started;
}

/** The 22nd field of Linux' `/proc/<pid>/stat`; those before may hold anything but `)`. */
async function startOf(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
