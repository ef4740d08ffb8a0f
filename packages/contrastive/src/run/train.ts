import type { StepArray, StepArrays, StepEngine } from '../engine/step-engine.ts';
import type { TrainState } from './train-state.ts';
import { TrainingDivergedError } from './training-diverged-error.ts';

export interface TrainBatch {
  /** The step it is for, counted from 0. */
  readonly step: number;
  readonly tensors: StepArrays;
}

export interface TrainRun {
  engine: StepEngine;
  /** Where to start: `createTrainState(…)`, or a checkpoint to go on from. */
  state: TrainState;
  /** Batches from step `state.step` on, or a function that makes them from any step. */
  batches: AsyncIterable<TrainBatch> | ((startStep: number) => AsyncIterable<TrainBatch>);
  /** The learning rate of a step, counted from 0. */
  schedule: (step: number) => number;
  /** Steps of the whole run, those already done included. */
  totalSteps: number;
  /** Called after every so many steps and after the last one. @defaultValue none */
  checkpoint?: { every: number; save(state: TrainState): void | Promise<void> };
  /** Stops the run before its next step. @defaultValue none */
  signal?: AbortSignal;
}

export interface TrainStepReport {
  /** Steps done, this one included. */
  step: number;
  loss: number;
  /** Everything the step reported, the loss included. */
  metrics: Readonly<Record<string, number>>;
  learningRate: number;
  /** Time of the step itself, without the wait for its batch. */
  seconds: number;
  /**
   * Copies what the run has come to, to keep or to go on from.
   *
   * @throws Error once the run has gone on
   */
  readState(): Promise<TrainState>;
}

/**
 * The training loop: one report a step; stopping early, logging and validation are the caller's.
 *
 * @throws TrainingDivergedError when a loss is not finite
 * @throws RangeError when the batches end early or are for other steps
 * @throws the signal's reason when it is aborted
 */
export async function* train(run: TrainRun): AsyncGenerator<TrainStepReport, void, undefined> {
  const { engine, schedule, totalSteps, checkpoint, signal, state } = run;
  let done = state.step;
  if (done >= totalSteps) return;
  const readState = async (step: number): Promise<TrainState> => {
    if (step !== done) throw new Error(`expected to read step ${step} before the run went on`);
    return { ...state, step, arrays: (await engine.read()) as TrainState['arrays'] };
  };
  await engine.load(state.arrays);
  const batches = typeof run.batches === 'function' ? run.batches(done) : run.batches;
  for await (const batch of batches) {
    signal?.throwIfAborted();
    if (batch.step !== done) {
      throw new RangeError(`expected the batch of step ${done}, got that of ${batch.step}`);
    }
    const learningRate = schedule(done);
    const started = performance.now();
    const outputs = await engine.step(stepInputs(batch, learningRate));
    const seconds = (performance.now() - started) / 1000;
    const metrics = readMetrics(outputs);
    const loss = metrics.loss ?? Number.NaN;
    if (!Number.isFinite(loss)) throw new TrainingDivergedError(done, metrics);
    const step = done + 1;
    done = step;
    if (checkpoint && (step % checkpoint.every === 0 || step === totalSteps)) {
      await checkpoint.save(await readState(step));
    }
    yield { step, loss, metrics, learningRate, seconds, readState: () => readState(step) };
    if (step === totalSteps) return;
  }
  throw new RangeError(`expected batches for ${totalSteps} steps, got ${done}`);
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
