import { inputOfPlace } from '../inputs/input-of-place.ts';
import type { RowMaker } from '../rows/row-maker.ts';
import { limitCalls } from './limit-calls.ts';
import type { RowPool } from './row-pool.ts';

/** Inputs that one maker has under way: while one is encoded, the next is read and decoded. */
export const inputsAtATime = 2;

/** How many rows may wait for the one before them, for each input under way. */
export const waitingRows = 8;

/** Rows made in this process. */
export function localPool(maker: RowMaker): RowPool {
  const { settings, columns } = maker;
  const limited = limitCalls(inputsAtATime);
  return {
    settings,
    columns,
    concurrency: inputsAtATime * waitingRows,
    make: (place, options) => limited(() => maker.make(inputOfPlace(place), options)),
    dispose: () => maker.dispose(),
  };
}
