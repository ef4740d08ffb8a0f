/** A worker process of a run ended before its time: it was killed, or had no memory left. */
export class WorkerProcessError extends Error {
  override readonly name = 'WorkerProcessError';
}
