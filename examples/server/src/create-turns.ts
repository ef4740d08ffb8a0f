/**
 * Does one work after the other, first come, first served. One analysis uses every core, so that
 * two at once would take as long and twice the memory.
 *
 * @returns a function that waits for its turn and then does the work; who leaves while waiting, by
 *   the signal, is forgotten at once, and the promise is rejected with the signal's reason
 */
export function createTurns(): <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T> {
  const waiting: (() => void)[] = [];
  let busy = false;

  return async (work, signal) => {
    signal.throwIfAborted();
    if (busy) await turn(signal);
    busy = true;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy = false;
    }
  };

  /** Resolves while `busy` still holds, so that nobody who comes now gets in between. */
  function turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(start), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.push(start);
    });
  }
}
