import { progressText } from './progress-text.ts';
import type { RunLogger } from './run-logger.ts';
import { runPace } from './run-pace.ts';

/** Draws how far a run is: a bar on a terminal, or whatever the caller has. */
export interface ProgressDisplay {
  /** `done` of `total` steps, and a line of text. */
  update(done: number, total: number, text: string): void;
  /** Takes it off the screen. */
  clear(): void;
}

/** Shows every step as `progressText` has it. */
export function progressLogger(display: ProgressDisplay, totalSteps: number): RunLogger {
  const pace = runPace(totalSteps);
  return {
    step: (figures) =>
      display.update(figures.step, totalSteps, progressText(figures, pace(figures))),
    close: () => display.clear(),
  };
}
