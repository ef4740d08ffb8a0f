import { nonFiniteArray } from './non-finite-array.ts';
import type { TrainRun } from './train-run.ts';
import type { TrainState } from './train-state.ts';
import type { StepFigures } from './train-step-report.ts';

type SavedFigures = Pick<StepFigures, 'step' | 'validation'>;

export interface CheckpointSaver {
  /**
   * Saves the state after a step where it is due.
   *
   * @param diverged makes the error to throw when that state holds what is no finite number
   */
  afterStep(figures: SavedFigures, diverged: (reason: string) => Error): Promise<void>;
  /**
   * Saves what is done since, once, before the run ends with an error.
   *
   * @throws AggregateError of that error and the one of saving, where saving fails too
   */
  beforeLeaving(step: number, error: unknown): Promise<void>;
}

/** Decides when a run is saved; what is broken is never saved. */
export function checkpointSaver(
  { checkpoint, state, totalSteps }: Pick<TrainRun, 'checkpoint' | 'state' | 'totalSteps'>,
  readState: (step: number) => Promise<TrainState>,
): CheckpointSaver {
  let tried = state.step;
  const save = async (
    { step, validation }: SavedFigures,
    refusal: (reason: string) => Error,
  ): Promise<void> => {
    tried = step;
    const reached = await readState(step);
    const broken = nonFiniteArray(reached);
    if (broken !== undefined) throw refusal(`not all numbers of "${broken}" are finite after it`);
    await checkpoint?.save(reached, { validation });
  };
  return {
    async afterStep(figures, diverged) {
      if (checkpoint === undefined) return;
      const { step, validation } = figures;
      const { every, steps = [] } = checkpoint;
      const isTime = step % every === 0 || step === totalSteps || steps.includes(step);
      if (isTime || validation !== undefined) await save(figures, diverged);
    },
    async beforeLeaving(step, error) {
      if (checkpoint === undefined || checkpoint.beforeLeaving === false || step === tried) return;
      try {
        await save({ step, validation: undefined }, (reason) => new RangeError(reason));
      } catch (failure) {
        throw new AggregateError([error, failure], 'the run stopped, and could not be saved');
      }
    },
  };
}
