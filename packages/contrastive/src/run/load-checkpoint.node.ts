import { readFile } from 'node:fs/promises';
import { type BestRule, bestCheckpoints } from './best-checkpoints.ts';
import { CheckpointError } from './checkpoint-error.ts';
import { listCheckpoints } from './list-checkpoints.node.ts';
import { parseTrainState } from './parse-train-state.ts';
import type { TrainState } from './train-state.ts';

export interface LoadCheckpointOptions {
  /** Which one: the best validated one by this rule. @defaultValue the newest */
  best?: BestRule | undefined;
  /** The one after so many steps and no other. @defaultValue any */
  step?: number | undefined;
  /**
   * Told of each damaged file that is passed over, and the path of the one that is taken instead.
   *
   * @defaultValue console.warn
   */
  onDamaged?: ((error: CheckpointError, taken: string) => void) | undefined;
}

/**
 * Reads the newest (or best) whole state that `checkpointKeeper` or `saveCheckpoint` left in a
 * folder. Where a file is damaged, the next one is taken, and `onDamaged` told.
 *
 * @returns undefined where there is none yet, or none of `step`
 * @throws CheckpointError when all are damaged; the message names them
 */
export async function loadCheckpoint(
  folder: string,
  { best, step: only, onDamaged = warn }: LoadCheckpointOptions = {},
): Promise<TrainState | undefined> {
  const damaged: CheckpointError[] = [];
  const note = (error: CheckpointError): void => void damaged.push(error);
  const listed = (await listCheckpoints(folder, { onDamaged: note })).filter(
    ({ step }) => only === undefined || step === only,
  );
  const candidates = best === undefined ? listed.reverse() : bestCheckpoints(listed, best);
  for (const { path } of candidates) {
    try {
      const state = parseTrainState(await readFile(path), { name: path });
      for (const error of damaged) onDamaged(error, path);
      return state;
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error;
      note(error);
    }
  }
  const [first, ...others] = damaged;
  if (others.length === 0) {
    if (first !== undefined) throw first;
    return undefined;
  }
  const names = others.map(({ inputName }) => inputName).join(', ');
  throw new CheckpointError(first!.inputName, `damaged, and so are ${names}`, { cause: first });
}

function warn(error: CheckpointError, taken: string): void {
  console.warn(`${error.message}; ${taken} is taken instead`);
}
