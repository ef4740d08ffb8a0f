import type { InputPlace } from '../inputs/input-place.ts';
import { failedRow } from '../rows/made-row.ts';
import type { TableRow } from '../rows/table-row.ts';
import { limitCalls } from './limit-calls.ts';
import { inputsAtATime, waitingRows } from './local-pool.ts';
import type { RowPool } from './row-pool.ts';
import { type RowProcess, RowProcessEnded } from './row-process.ts';

/**
 * Rows made in several processes. One that ends, because an image crashed it or took all memory, is
 * replaced; each of the inputs that it had is tried once more in a process of its own, and fails
 * where that one ends too.
 *
 * @param start starts a process
 */
export async function processPool(
  start: () => Promise<RowProcess>,
  workers: number,
): Promise<RowPool> {
  // The first one alone: it may fetch the model, which the others then find.
  const first = await start();
  const { settings, columns } = first;
  const others = Array.from({ length: workers - 1 }, () => start());
  const processes = [first, ...(await Promise.all(others))];
  const limited = limitCalls(workers * inputsAtATime);
  // One after the other: whichever is to blame, the others must not be blamed with it.
  const alone = limitCalls(1);
  const replacing = new Map<number, Promise<void>>();

  const replace = (i: number): Promise<void> => {
    const replaced = replacing.get(i) ?? startInPlace(i);
    replacing.set(i, replaced);
    return replaced;
  };
  const startInPlace = async (i: number): Promise<void> => {
    processes[i] = await start();
    replacing.delete(i);
  };
  const freest = async (): Promise<RowProcess> => {
    for (const [i, found] of processes.entries()) if (found.hasEnded) await replace(i);
    return processes.reduce((best, other) => (other.load < best.load ? other : best));
  };
  const makeAlone = async (place: InputPlace): Promise<TableRow> => {
    const own = await start();
    try {
      return await own.make(place);
    } catch (error) {
      return failedRow(place.path, columns, { error });
    } finally {
      await own.stop();
    }
  };
  return {
    settings,
    columns,
    concurrency: workers * inputsAtATime * waitingRows,
    make: (place, { signal } = {}) =>
      limited(async () => {
        signal?.throwIfAborted();
        try {
          return await (await freest()).make(place);
        } catch (error) {
          signal?.throwIfAborted();
          if (!(error instanceof RowProcessEnded)) throw error;
          return alone(() => makeAlone(place));
        }
      }),
    async dispose() {
      await Promise.all(processes.map((found) => found.stop()));
    },
  };
}
