import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { TableRow } from 'exifclip/batch';
import { RowProcessError } from './row-process-error.ts';
import type {
  FromRowProcess,
  MakeRequest,
  OpenReply,
  OpenRequest,
  ToRowProcess,
} from './row-process-messages.ts';

/** A child process with an opened row maker. */
export interface RowProcess {
  /** What it opened. */
  readonly opened: OpenReply;
  /** Whether it is there still. */
  readonly isAlive: boolean;
  /**
   * Makes a row; one at a time.
   *
   * @throws RowProcessError when the process ends over it, or is ended for taking too long
   */
  make(request: MakeRequest, options: { timeout: number }): Promise<TableRow>;
  /** Ends the process and waits until it has. */
  end(): Promise<void>;
}

// A process cannot be started from TypeScript sources.
const entry = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/worker/row-process-entry.js', import.meta.url)
  : new URL('./row-process-entry.js', import.meta.url);

/**
 * Starts a process that makes rows.
 *
 * @throws Error with what the row maker could not be opened for
 */
export async function startRowProcess(request: OpenRequest): Promise<RowProcess> {
  const child = fork(entry, {
    execArgv: [],
    serialization: 'advanced',
    // Standard output is for results.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const state = { isAlive: true };
  child.once('exit', () => {
    state.isAlive = false;
  });
  const end = async (): Promise<void> => {
    if (!state.isAlive) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  try {
    const reply = await ask(child, { open: request });
    if (!('opened' in reply)) throw new Error('error' in reply ? reply.error : 'no answer');
    return {
      opened: reply.opened,
      get isAlive() {
        return state.isAlive;
      },
      async make(made, { timeout }) {
        const reply = await askInTime(child, { make: made }, timeout);
        if ('row' in reply) return reply.row;
        // A row maker that throws breaks its word; what it left behind is not to be trusted.
        await end();
        throw new RowProcessError('error' in reply ? reply.error : 'no answer');
      },
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function askInTime(
  child: ChildProcess,
  message: ToRowProcess,
  timeout: number,
): Promise<FromRowProcess> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, timeout * 1000);
  try {
    return await ask(child, message);
  } catch (error) {
    if (isLate) throw new RowProcessError(`it took more than ${timeout} s`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** @throws RowProcessError when the process ends instead of answering */
function ask(child: ChildProcess, message: ToRowProcess): Promise<FromRowProcess> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      child.off('error', onError);
    };
    const onMessage = (reply: unknown): void => {
      settle();
      resolve(reply as FromRowProcess);
    };
    const onExit = (code: number | null, signal: string | null): void => {
      settle();
      reject(new RowProcessError(`its process ended by ${signal ?? `exit code ${code}`}`));
    };
    const onError = (error: Error): void => {
      settle();
      reject(new RowProcessError(`its process failed: ${error.message}`));
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.on('error', onError);
    if (child.connected) child.send(message, (error) => error && onError(error));
    else onExit(child.exitCode, child.signalCode);
  });
}
