import { s3Location } from '../sources/s3-location.ts';
import type { S3Store } from '../sources/s3-store.ts';
import type { ResultStore } from './result-store.ts';

const maxBytes = 2 ** 31 - 1;

/** Results under a prefix of an S3-compatible store, whose objects are written whole or not at all. */
export function s3ResultStore(out: string, s3: S3Store): ResultStore {
  const { bucket, key: prefix } = s3Location(out.replace(/\/+$/, ''));
  const at = (name: string) => ({ bucket, key: prefix === '' ? name : `${prefix}/${name}` });
  return {
    read: (name) => s3.read(at(name), { maxBytes }),
    write: (name, bytes) => s3.write(at(name), bytes),
    remove: (name) => s3.remove(at(name)),
  };
}
