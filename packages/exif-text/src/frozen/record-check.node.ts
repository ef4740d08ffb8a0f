import { createHash } from 'node:crypto';
import { checkBytes } from './segment-layout.ts';

/** What a record ends with: it tells an embedding from what a broken disk made of it. */
export function recordCheck(key: Uint8Array, embedding: Uint8Array): Uint8Array {
  return createHash('sha256').update(key).update(embedding).digest().subarray(0, checkBytes);
}
