import { setTimeout as sleep } from 'node:timers/promises';
import { SourceUnavailableError } from './source-unavailable-error.ts';

const firstPause = 500;

/**
 * Does something again while a source is unavailable, after pauses that double from half a second
 * and differ by chance, so that many workers do not come back at once.
 *
 * @throws what the last try threw
 */
export async function retrying<T>(
  action: () => Promise<T>,
  { tries, signal }: { tries: number; signal?: AbortSignal | undefined },
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof SourceUnavailableError) || attempt >= tries) throw error;
      const pause = firstPause * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
      await sleep(pause, undefined, { signal });
    }
  }
}
