import { isS3 } from '../sources/s3-location.ts';
import type { S3Store } from '../sources/s3-store.ts';
import { folderStore } from './folder-store.ts';
import type { ResultStore } from './result-store.ts';
import { s3ResultStore } from './s3-result-store.ts';

/** The place for results that a plan names: a folder, or `s3://bucket/prefix`. */
export function openResultStore(out: string, s3: S3Store): ResultStore {
  return isS3(out) ? s3ResultStore(out, s3) : folderStore(out);
}
