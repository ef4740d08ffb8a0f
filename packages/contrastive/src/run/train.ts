import { assertCount } from '../assert-count.ts';
import type { StepArray, StepArrays } from '../engine/step-engine.ts';
import { checkpointSaver } from './checkpoint-saver.ts';
import { divergenceWatch } from './divergence-watch.ts';
import type { TrainBatch } from './train-batch.ts';
import type { TrainRun } from './train-run.ts';
import type { TrainState } from './train-state.ts';
import type { StepFigures, TrainStepReport } from './train-step-report.ts';
import { TrainingDivergedError } from './training-diverged-error.ts';

/**
 * The training loop: one report a step. After each step come, where they are due, validation, the
 * logger, and the checkpoint, in this order; stopping early is the caller's.
 *
 * @throws TrainingDivergedError when a step's loss, gradient norm or, where it is to be saved, a
 * parameter is no finite number, or when the loss explodes
 * @throws RangeError when the batches end early or are for other steps, or a count is none
 * @throws the signal's reason when it is aborted
 */
export async function* train(run: TrainRun): AsyncGenerator<TrainStepReport, void, undefined> {
  const { engine, schedule, totalSteps, logger, signal } = run;
  let { step: done, position } = run.state;
  let sound = false; // whether the engine holds the state after `done` steps
  const readState = async (step: number): Promise<TrainState> => {
    if (step !== done) throw new Error(`expected to read step ${step} before the run went on`);
    return { ...run.state, step, position, arrays: (await engine.read()) as TrainState['arrays'] };
  };
  const saver = checkpointSaver(run, readState);
  try {
    assertCount('validate.every', run.validate?.every ?? 1);
    assertCount('checkpoint.every', run.checkpoint?.every ?? 1);
    const watch = divergenceWatch(run.divergence);
    if (done >= totalSteps) return;
    await engine.load(run.state.arrays);
    sound = true;
    let free = performance.now();
    const batches = typeof run.batches === 'function' ? run.batches(done, position) : run.batches;
    for await (const batch of batches) {
      signal?.throwIfAborted();
      if (batch.step !== done) {
        throw new RangeError(`expected the batch of step ${done}, got that of ${batch.step}`);
      }
      const learningRate = schedule(done);
      const begun = performance.now();
      sound = false;
      const metrics = readMetrics(await engine.step(stepInputs(batch, learningRate)));
      const ended = performance.now();
      const diverged = (reason: string): Error =>
        new TrainingDivergedError({ reason, batch, learningRate, metrics });
      const problem = watch(metrics);
      if (problem !== undefined) throw diverged(problem);
      const step = ++done;
      ({ position } = batch);
      sound = true;
      const figures = { step, loss: metrics.loss!, metrics, learningRate, patches: batch.patches };
      const times = { seconds: (ended - begun) / 1000, waitSeconds: (begun - free) / 1000 };
      let report: StepFigures = { ...figures, ...times, validation: undefined };
      try {
        const validation = await validateStep(run, step, () => readState(step));
        report = { ...report, validation };
      } finally {
        await logger?.step(report); // the step was made, whatever validation came to
      }
      await saver.afterStep(report, diverged);
      yield { ...report, readState: () => readState(step) };
      if (step === totalSteps) return;
      free = performance.now();
    }
    throw new RangeError(`expected batches for ${totalSteps} steps, got ${done}`);
  } catch (error) {
    if (sound) await saver.beforeLeaving(done, error);
    throw error;
  } finally {
    await logger?.close();
  }
}

function validateStep(
  { validate, totalSteps, signal }: TrainRun,
  step: number,
  readState: () => Promise<TrainState>,
): Promise<StepFigures['validation']> | undefined {
  if (validate === undefined) return undefined;
  const isDue = step % validate.every === 0 || step === totalSteps;
  return isDue ? validate.run(readState, signal) : undefined;
}

function stepInputs(batch: TrainBatch, learningRate: number): StepArrays {
  const inputs: Record<string, StepArray> = {
    learningRate: { data: Float32Array.of(learningRate), shape: [] },
  };
  for (const [name, array] of Object.entries(batch.tensors)) inputs[`batch/${name}`] = array;
  return inputs;
}

function readMetrics(outputs: StepArrays): Record<string, number> {
  const start = 'metrics/';
  const entries = Object.entries(outputs).filter(([name]) => name.startsWith(start));
  return Object.fromEntries(
    entries.map(([name, { data }]) => [name.slice(start.length), data[0] ?? Number.NaN]),
  );
}
