import { type ChildProcess, fork } from 'node:child_process';
import type { InputPlace } from '../inputs/input-place.ts';
import type { RowMakerOptions } from '../rows/open-row-maker.ts';
import type { RowJob } from '../rows/row-job.ts';
import type { RowSettings } from '../rows/row-settings.ts';
import type { TableColumn } from '../rows/table-column.ts';
import type { TableRow } from '../rows/table-row.ts';

/** Options that can be sent to another process. */
export type PlainRowOptions = Omit<RowMakerOptions, 'onFallback' | 'signal'>;

/** What a worker is told first. */
export interface RowOrder {
  job: RowJob;
  options: PlainRowOptions;
}

/** What a worker says. */
export type RowReply =
  | { kind: 'ready'; settings: RowSettings; columns: readonly TableColumn[] }
  | { kind: 'broken'; error: unknown }
  | { kind: 'fallback'; reason: string }
  | { kind: 'row'; number: number; row: TableRow };

/** A process that makes rows. */
export interface RowProcess {
  readonly settings: RowSettings;
  readonly columns: readonly TableColumn[];
  /** Inputs that are under way. */
  readonly load: number;
  readonly hasEnded: boolean;
  /** @throws RowProcessEnded when the process ends before the row is made */
  make(place: InputPlace): Promise<TableRow>;
  stop(): Promise<void>;
}

/** A process of rows that went away: of a crash in native code, for want of memory, or killed. */
export class RowProcessEnded extends Error {
  constructor(how: string) {
    super(`the process that read it has ended (${how})`);
    this.name = 'RowProcessEnded';
  }
}

/**
 * Starts a process that makes rows.
 *
 * @param entry its script
 * @throws what opening the row maker there throws
 */
export async function startRowProcess(
  entry: URL,
  order: RowOrder,
  onFallback: (reason: string) => void,
): Promise<RowProcess> {
  // Flags such as those of `node --eval` would keep it from starting.
  const child = fork(entry, { serialization: 'advanced', execArgv: [] });
  const waiting = new Map<number, PromiseWithResolvers>();
  let ended: RowProcessEnded | undefined;
  let number = 0;
  const exit = new Promise<RowProcessEnded>((resolve) => {
    const end = (how: string): void => {
      ended ??= new RowProcessEnded(how);
      for (const { reject } of waiting.values()) reject(ended);
      waiting.clear();
      resolve(ended);
    };
    child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
    child.once('error', (error) => end(error.message));
  });
  child.on('message', (reply: RowReply) => {
    if (reply.kind === 'fallback') onFallback(reply.reason);
    if (reply.kind !== 'row') return;
    waiting.get(reply.number)?.resolve(reply.row);
    waiting.delete(reply.number);
  });
  const { settings, columns } = await firstReply(child, order, exit);
  return {
    settings,
    columns,
    get load() {
      return waiting.size;
    },
    get hasEnded() {
      return ended !== undefined;
    },
    make: (place) =>
      new Promise((resolve, reject) => {
        if (ended) {
          reject(ended);
          return;
        }
        number += 1;
        waiting.set(number, { resolve, reject });
        // A channel that breaks is told of by the end of the process.
        child.send({ number, place }, () => undefined);
      }),
    async stop() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

async function firstReply(
  child: ChildProcess,
  order: RowOrder,
  exit: Promise<RowProcessEnded>,
): Promise<Extract<RowReply, { kind: 'ready' }>> {
  const opened = new Promise<Extract<RowReply, { kind: 'ready' }>>((resolve, reject) => {
    const listen = (reply: RowReply): void => {
      if (reply.kind === 'ready') resolve(reply);
      if (reply.kind === 'broken') reject(reply.error);
    };
    child.on('message', listen);
    child.send(order, () => undefined);
  });
  const early = exit.then((error) => {
    throw error;
  });
  early.catch(() => undefined);
  return Promise.race([opened, early]);
}

interface PromiseWithResolvers {
  resolve: (row: TableRow) => void;
  reject: (error: unknown) => void;
}
