import type { StepFigures } from '../run/train-step-report.ts';

/** Takes down how a run goes: on a screen, in a file, wherever. */
export interface RunLogger {
  /** Told after every step, what validation found included; the run waits for it. */
  step(figures: StepFigures): void | Promise<void>;
  /** Told once, when the run ends, stops or fails. */
  close(): void | Promise<void>;
}
