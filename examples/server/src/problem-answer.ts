import { ImageDecodeError } from '@exifclip/image';
import { ImageTooSmallError } from '@exifclip/patch-encoder';
import { Refusal } from './refusal.ts';

/** What a client is told when there is no report. */
export interface ProblemAnswer {
  statusCode: number;
  message: string;
}

/** Puts into words what went wrong; of what is our own fault, only that it is. */
export function problemAnswer(error: Error): ProblemAnswer {
  if (error instanceof ImageDecodeError || error instanceof ImageTooSmallError) {
    return { statusCode: 422, message: error.message };
  }
  if (error instanceof Refusal) return { statusCode: error.statusCode, message: error.message };
  if (error.name === 'TimeoutError') return { statusCode: 503, message: 'it took too long' };
  // what Fastify itself refuses: a body too large, a broken request
  const { code, statusCode = 500 } = error as { code?: string; statusCode?: number };
  if (code?.startsWith('FST_ERR_') && statusCode !== 500) {
    return { statusCode, message: error.message };
  }
  return { statusCode: 500, message: 'something went wrong here; the photo may be fine' };
}
