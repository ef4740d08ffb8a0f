import { rename, writeFile } from 'node:fs/promises';
import { readRunLog } from '../read-run-log.node.ts';
import type { RunLogger } from '../run-logger.ts';
import { runPace } from '../run-pace.ts';
import { stepScalars } from '../step-scalars.ts';
import { curvesPage } from './curves-page.ts';

export interface CurvesPageLoggerOptions {
  /** Steps of the whole run. */
  totalSteps: number;
  /** What the run is called. @defaultValue 'Training run' */
  title?: string | undefined;
  /**
   * Path of a log of `jsonLinesLogger`, opened before, that has the steps of earlier processes.
   *
   * @defaultValue none
   */
  log?: string | undefined;
  /**
   * Shortest time between two writings, and after which the page loads itself, in seconds; longer
   * for runs so long that writing would take more than a fiftieth of the time. @defaultValue 5
   */
  everySeconds?: number | undefined;
}

/**
 * A page of curves (`curvesPage`) that follows the run: it is written anew, whole, at most every few
 * seconds, and once more at the end.
 *
 * @param path of the HTML file, in a folder that exists
 */
export async function curvesPageLogger(
  path: string,
  { totalSteps, title = 'Training run', log, everySeconds = 5 }: CurvesPageLoggerOptions,
): Promise<RunLogger> {
  const steps = log === undefined ? [] : await readRunLog(log);
  const pace = runPace(totalSteps);
  let secondsLeft: number | undefined;
  let next = Number.NEGATIVE_INFINITY;
  const write = async (refreshSeconds: number | undefined): Promise<void> => {
    const begun = performance.now();
    const page = curvesPage(steps, { title, totalSteps, secondsLeft, refreshSeconds });
    await writeFile(`${path}.tmp`, page);
    await rename(`${path}.tmp`, path);
    const took = performance.now() - begun;
    next = begun + Math.max(everySeconds * 1000, 50 * took);
  };
  return {
    async step(figures) {
      steps.push({ step: figures.step, scalars: stepScalars(figures) });
      ({ secondsLeft } = pace(figures));
      if (performance.now() >= next) await write(everySeconds);
    },
    close: () => write(undefined),
  };
}
