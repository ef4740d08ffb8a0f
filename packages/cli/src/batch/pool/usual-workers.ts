import { availableParallelism, totalmem } from 'node:os';

/** Memory that a worker may take with a photo of 24 megapixels in hand, and another one decoded. */
const workerBytes = 2 ** 30;

/**
 * Processes that pay off: one for each core, each with one thread of ONNX Runtime, while memory
 * lasts; reading EXIF is bound by the disk, and one does.
 */
export function usualWorkers(job: string): number {
  if (job === 'exif') return 1;
  const limit = process.constrainedMemory?.() || Number.POSITIVE_INFINITY;
  const memory = Math.min(totalmem(), limit);
  return Math.max(1, Math.min(availableParallelism(), Math.floor(memory / workerBytes)));
}
