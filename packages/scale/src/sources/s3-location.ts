/** A bucket, and a key or the beginning of keys in it. */
export interface S3Location {
  bucket: string;
  key: string;
}

/** Whether a path is one of an S3-compatible store. */
export function isS3(path: string): boolean {
  return path.startsWith('s3://');
}

/**
 * Reads `s3://bucket/key`; the key is taken as it stands, nothing in it is decoded.
 *
 * @throws RangeError for what is no such path
 */
export function s3Location(path: string): S3Location {
  const [, bucket, key = ''] = /^s3:\/\/([a-zA-Z0-9][\w.-]{1,62})(?:\/(.*))?$/s.exec(path) ?? [];
  if (bucket === undefined) throw new RangeError(`expected s3://bucket/key, got ${path}`);
  return { bucket, key };
}
