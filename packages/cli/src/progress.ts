/** Tells a person how far long work is. */
export interface Progress {
  /** `done` of `total`, and a word about what. */
  update(done: number, total: number, what?: string): void;
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
        const filled = Math.round((done / total) * barWidth);
        const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
        const text = `${bar} ${done}/${total} ${what}`.slice(0, (stream.columns ?? 80) - 1);
        stream.write(`\r\u001b[K${text}`);
        shown = true;
        return;
      }
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
