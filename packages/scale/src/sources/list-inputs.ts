import type { FindInputsReport } from 'exifclip/batch';
import type { InputReference } from '../jobs/input-reference.ts';
import { localInputs } from './local-inputs.ts';
import { isUrl } from './read-source.ts';
import { isS3, s3Location } from './s3-location.ts';
import type { S3Store } from './s3-store.ts';

export interface ListInputsOptions {
  /** Where `s3://` leads. */
  s3: S3Store;
  /** Told what is passed over and what could not be read. */
  report: FindInputsReport;
}

/**
 * Finds the inputs that arguments name, one after the other: local files, folders, globs and tar
 * archives, with absolute paths; the images under `s3://bucket/prefix`; addresses; and `@file`, a
 * list of any of these, a line each.
 *
 * @throws RangeError for an address with a password, which would end up in Redis and in the table
 */
export async function* listInputs(
  names: readonly string[],
  { s3, report }: ListInputsOptions,
): AsyncGenerator<InputReference, void, undefined> {
  for await (const reference of localInputs(names, report)) {
    if (typeof reference !== 'string') yield reference;
    else if (isS3(reference)) yield* s3Inputs(reference, s3, report);
    else yield isUrl(reference) ? withoutPassword(reference) : reference;
  }
}

const imageName = /\.(jpe?g|jpe|jfif|png|tiff?|webp|avif|gif|heic|heif|jxl)$/i;

/** One object by its whole key, or the images under a prefix. */
async function* s3Inputs(
  path: string,
  s3: S3Store,
  report: FindInputsReport,
): AsyncGenerator<InputReference, void, undefined> {
  const { bucket, key: prefix } = s3Location(path);
  try {
    for await (const { key, size } of s3.list({ bucket, key: prefix })) {
      const object = `s3://${bucket}/${key}`;
      if (key === prefix || imageName.test(key)) yield object;
      // Stores know no folders; some programs leave empty objects in their place.
      else if (size > 0) report.leftOut('no image by its name', object);
    }
  } catch (error) {
    report.problem(path, (error as Error).message);
  }
}

function withoutPassword(path: string): string {
  if (!URL.canParse(path)) throw new RangeError('expected an address, got one that cannot be read');
  const { username, password, host } = new URL(path);
  if (username === '' && password === '') return path;
  throw new RangeError(`expected an address without user and password, got one of ${host}`);
}
