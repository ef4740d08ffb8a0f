import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StepArrays } from '../step-engine.ts';
import type { ShareGraphs, ShareReply, ShareRequest } from './share-messages.ts';
import { WorkerProcessError } from './worker-process-error.ts';

/** A worker process of a run. */
export interface ShareWorker {
  /** Asks for one thing; the next only after the answer. */
  ask(request: ShareRequest): Promise<readonly StepArrays[]>;
  /** Ends the process. */
  stop(): Promise<void>;
}

interface Question {
  resolve(results: readonly StepArrays[]): void;
  reject(error: Error): void;
}

/**
 * Starts a process and gives it its graphs. It ends with this process, however that ends.
 *
 * @param name what errors call it
 * @throws WorkerProcessError when it ends at once, or has no use for the graphs
 */
export async function startShareWorker(graphs: ShareGraphs, name: string): Promise<ShareWorker> {
  // Flags of this process, such as those of `node --eval`, would keep it from starting.
  const child = fork(entryPath(), { serialization: 'advanced', execArgv: [] });
  let open: Question | undefined;
  let end: WorkerProcessError | undefined;
  const ended = new Promise<void>((resolve) => {
    const endWith = (why: string): void => {
      end ??= new WorkerProcessError(`${name} ended (${why}) before its share of a step was done`);
      open?.reject(end);
      resolve();
    };
    child.once('exit', (code, signal) => endWith(signal ?? `exit code ${code}`));
    child.once('error', ({ message }) => endWith(message));
  });
  child.on('message', (reply: ShareReply) => {
    if ('results' in reply) open?.resolve(reply.results);
    else open?.reject(new WorkerProcessError(`${name} failed: ${reply.error}`));
  });
  const worker: ShareWorker = {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (end !== undefined) return reject(end);
        open = { resolve, reject };
        child.send(request, () => undefined); // where that fails, the process has ended
      }),
    async stop() {
      child.kill('SIGKILL'); // it has nothing to save
      await ended;
    },
  };
  try {
    await worker.ask({ kind: 'open', graphs });
    return worker;
  } catch (error) {
    await worker.stop();
    throw error;
  }
}

/** Node runs no TypeScript before version 22: from sources, what was built is started. */
function entryPath(): string {
  const built = '../../../dist/engine/parallel/share-process.node.js';
  const isSource = import.meta.url.endsWith('.ts');
  const entry = new URL('./share-process.node.js', import.meta.url);
  return fileURLToPath(isSource ? new URL(built, import.meta.url) : entry);
}
