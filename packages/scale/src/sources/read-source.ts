import type { InputReference } from '../jobs/input-reference.ts';
import type { RowBytes } from '../worker/row-process-messages.ts';
import { defaultFetchLimits, type FetchLimits } from './fetch-limits.ts';
import { fetchUrl } from './fetch-url.ts';
import { retrying } from './retrying.ts';
import { isS3, s3Location } from './s3-location.ts';
import type { S3Store } from './s3-store.ts';

export interface ReadSourceOptions extends FetchLimits {
  /** Where `s3://` leads. */
  s3: S3Store;
  signal?: AbortSignal | undefined;
}

/**
 * Brings the bytes of an input near: those over the network into memory. Local files are left to
 * the process that makes the row.
 *
 * @throws SourceUnavailableError when all tries were in vain
 * @throws Error for what is not there, may not be read or is too large
 */
export async function readSource(
  reference: InputReference,
  { s3, signal, ...limits }: ReadSourceOptions,
): Promise<RowBytes> {
  if (typeof reference !== 'string') {
    const { archive, offset, size } = reference.member;
    return { file: archive, offset, size };
  }
  const { maxBytes, timeout, tries } = { ...defaultFetchLimits, ...limits };
  if (isS3(reference)) {
    const late = AbortSignal.timeout(timeout * 1000 * tries);
    const stop = signal === undefined ? late : AbortSignal.any([late, signal]);
    const read = () => s3.read(s3Location(reference), { maxBytes, signal: stop });
    const bytes = await retrying(read, { tries, signal });
    if (bytes === undefined) throw new Error('there is no such object');
    return { bytes };
  }
  if (isUrl(reference)) {
    const fetchOnce = () => fetchUrl(reference, { maxBytes, timeout, signal });
    return { bytes: await retrying(fetchOnce, { tries, signal }) };
  }
  return { file: reference };
}

/** Whether a path is an address on the web. */
export function isUrl(path: string): boolean {
  return /^https?:\/\//i.test(path);
}
