import { failedRow, type TableRow } from 'exifclip/batch';
import { type InputReference, inputName } from '../jobs/input-reference.ts';
import type { DeathLedger } from '../queue/death-ledger.ts';
import type { SetAside } from '../queue/set-aside.ts';
import { SourceUnavailableError } from '../sources/source-unavailable-error.ts';
import type { RowProcess } from './row-process.ts';
import { RowProcessError } from './row-process-error.ts';
import type { RowBytes } from './row-process-messages.ts';

export interface TryInputOptions {
  process: RowProcess;
  ledger: DeathLedger;
  /** After how many deaths of its process an input is set aside. */
  tries: number;
  /** Seconds that an input may take. */
  timeout: number;
}

/** The row of an input, and whether the input was given up on. */
export interface TriedInput {
  row: TableRow;
  aside?: SetAside;
}

/**
 * Makes the row of one input. One that ends its process is tried again, and set aside when it has
 * done so too often, here or on machines that it took with it; so is one that cannot be reached.
 *
 * @param place where the input stands in its job
 * @throws Error when no new process can be started
 */
export async function tryInput(
  reference: InputReference,
  place: number,
  read: () => Promise<RowBytes>,
  { process, ledger, tries, timeout }: TryInputOptions,
): Promise<TriedInput> {
  const path = inputName(reference);
  const { columns } = process.opened;
  const giveUp = (error: string, count: number): TriedInput => ({
    row: failedRow(path, columns, { error }),
    aside: { reference, error, tries: count },
  });

  let source: RowBytes | undefined;
  while (ledger.count(place) < tries) {
    try {
      source ??= await read();
    } catch (error) {
      const { message } = error as Error;
      if (error instanceof SourceUnavailableError) return giveUp(message, 1);
      return { row: failedRow(path, columns, { error: message }) };
    }
    await ledger.begin(place);
    try {
      return { row: await process.make({ path, source }, { timeout }) };
    } catch (error) {
      if (!(error instanceof RowProcessError)) throw error;
      await ledger.blame(place, error.message);
    }
  }
  const count = ledger.count(place);
  return giveUp(`set aside after ${count} tries: ${ledger.reason(place)}`, count);
}
