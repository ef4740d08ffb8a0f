import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunLogger } from './run-logger.ts';
import { stepScalars } from './step-scalars.ts';
import { type TensorBoardEvent, tensorBoardEvent } from './tensor-board-event.ts';
import { tfRecord } from './tf-record.ts';

/**
 * Scalars for TensorBoard (`tensorboard --logdir FOLDER`), those of `stepScalars`.
 *
 * Every process writes a file of its own, `events.out.tfevents.…`, which begins by telling
 * TensorBoard to forget what an earlier one wrote of the steps that come again.
 *
 * @param folder made where it does not exist
 * @param steps steps that the run has made
 */
export async function tensorBoardLogger(folder: string, steps = 0): Promise<RunLogger> {
  await mkdir(folder, { recursive: true });
  const file = await openNew(folder);
  const write = async (event: TensorBoardEvent): Promise<void> => {
    await file.writeFile(tfRecord(tensorBoardEvent(event)));
  };
  await write({ kind: 'version', wallTime: seconds() });
  await write({ kind: 'start', wallTime: seconds(), step: steps + 1 });
  return {
    step: (figures) => {
      const { step } = figures;
      return write({ kind: 'scalars', wallTime: seconds(), step, scalars: stepScalars(figures) });
    },
    close: () => file.close(),
  };
}

/** TensorBoard reads the files of a folder in the order of their names. */
async function openNew(folder: string): Promise<FileHandle> {
  const second = String(Math.floor(seconds())).padStart(10, '0');
  for (let count = 0; ; count++) {
    const name = `events.out.tfevents.${second}.exifclip.${String(count).padStart(4, '0')}`;
    try {
      return await open(join(folder, name), 'wx');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function seconds(): number {
  return Date.now() / 1000;
}
