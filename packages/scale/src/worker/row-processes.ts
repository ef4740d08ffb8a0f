import { type RowProcess, startRowProcess } from './row-process.ts';
import type { OpenRequest } from './row-process-messages.ts';

/** Row processes that are lent to one job at a time, and kept between jobs. */
export interface RowProcesses {
  /** Lends a process: one that is idle, or a new one. */
  take(): Promise<RowProcess>;
  /** Takes it back. */
  give(lent: RowProcess): void;
  /** Ends the idle ones; those that are lent end when given back. */
  close(): Promise<void>;
}

/** Row processes that open the same. One that ends over an input is replaced for the next. */
export function rowProcesses(request: OpenRequest): RowProcesses {
  let idle: RowProcess[] = [];
  let isClosed = false;
  return {
    take: async () => idle.pop() ?? lasting(request),
    give(lent) {
      if (isClosed) void lent.end();
      else idle.push(lent);
    },
    async close() {
      isClosed = true;
      const ending = idle;
      idle = [];
      await Promise.all(ending.map((one) => one.end()));
    },
  };
}

async function lasting(request: OpenRequest): Promise<RowProcess> {
  let current = await startRowProcess(request);
  return {
    opened: current.opened,
    get isAlive() {
      return current.isAlive;
    },
    async make(made, options) {
      if (!current.isAlive) current = await startRowProcess(request);
      return current.make(made, options);
    },
    end: () => current.end(),
  };
}
