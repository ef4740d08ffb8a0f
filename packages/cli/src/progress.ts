/** Tells a person how far long work is. */
export interface Progress {
  /** `done` of `total`, if that is known, and a word about what. */
  update(done: number, total: number | undefined, what?: string): void;
  /** Takes the bar off the screen, so that a line can be printed. */
  clear(): void;
}

const barWidth = 24;
const linesInPipe = 10;

/**
 * A bar on a terminal; in a pipe about ten plain lines; on standard error, so that standard output
 * stays clean.
 */
export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let shown = false;
  let lastTenth = -1;
  return {
    update(done, total, what = '') {
      if (stream.isTTY) {
        const text = total === undefined ? `${done}` : `${barOf(done / total)} ${done}/${total}`;
        stream.write(`\r\u001b[K${`${text} ${what}`.slice(0, (stream.columns ?? 80) - 1)}`);
        shown = true;
        return;
      }
      // Without a whole there are no tenths of it.
      if (total === undefined) return;
      const tenth = Math.floor((done / total) * linesInPipe);
      if (tenth === lastTenth) return;
      lastTenth = tenth;
      stream.write(`${done}/${total} ${what}\n`);
    },
    clear() {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}

function barOf(share: number): string {
  const filled = Math.round(Math.min(share, 1) * barWidth);
  return '█'.repeat(filled) + '░'.repeat(barWidth - filled);
}
