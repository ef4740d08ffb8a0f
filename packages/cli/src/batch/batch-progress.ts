import { createProgress } from '../progress.ts';

/** Tells a person how far a batch is: rate, time left, and the failures so far. */
export interface BatchProgress {
  /** One more input has its row now. */
  made(failed: boolean): void;
  /** One more input had its row before. */
  passed(): void;
  /** How many inputs there are in all; undefined where nobody can know. */
  setTotal(total: number | undefined): void;
  /** Takes the bar off the screen, so that a line can be printed. */
  clear(): void;
  /** The last word. */
  end(): void;
}

export interface BatchProgressOptions {
  /** Where it is written. @defaultValue standard error */
  stream?: NodeJS.WriteStream;
  /** The time in milliseconds. @defaultValue performance.now */
  now?: () => number;
}

/** Milliseconds between two changes of a bar, and between two lines in a pipe. */
const barPause = 100;
const linePause = 10_000;

/** A bar on a terminal; in a pipe a plain line every ten seconds. */
export function batchProgress({
  stream = process.stderr,
  now = () => performance.now(),
}: BatchProgressOptions = {}): BatchProgress {
  const bar = createProgress(stream);
  const started = now();
  const count = { made: 0, passed: 0, failed: 0 };
  let total: number | undefined;
  let shownAt = started;

  const what = (): string => {
    const rate = count.made / Math.max((now() - started) / 1000, 1e-3);
    const left = total === undefined ? undefined : total - count.made - count.passed;
    return [
      `files, ${rate.toPrecision(3)} files/s`,
      ...(left !== undefined && rate > 0 ? [`${timeText(left / rate)} left`] : []),
      `${count.failed} failed`,
      ...(count.passed > 0 ? [`${count.passed} done before`] : []),
    ].join(', ');
  };
  const show = (): void => {
    shownAt = now();
    const done = count.made + count.passed;
    if (stream.isTTY) bar.update(done, total, what());
    else stream.write(`${total === undefined ? done : `${done}/${total}`} ${what()}\n`);
  };
  const showNowAndThen = (): void => {
    if (now() - shownAt >= (stream.isTTY ? barPause : linePause)) show();
  };
  return {
    made(failed) {
      count.made += 1;
      if (failed) count.failed += 1;
      showNowAndThen();
    },
    passed() {
      count.passed += 1;
      showNowAndThen();
    },
    setTotal(all) {
      total = all;
    },
    clear: () => bar.clear(),
    end() {
      bar.clear();
      if (!stream.isTTY) show();
    },
  };
}

function timeText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(Math.max(seconds, 0))} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
