import type { ReadOptions } from '../byte-source.ts';
import type { PickleValue } from './pickle-value.ts';
import type { StorageReference } from './storage-reference.ts';

/** What both kinds of checkpoint come down to: a pickle, and storages that it names. */
export interface CheckpointParts {
  root: PickleValue;
  /** Size of a storage in bytes; undefined where the file has none of that name. */
  storageBytes(storage: StorageReference): number | undefined;
  /** Reads a part of a storage; offsets in bytes. */
  readStorage(
    storage: StorageReference,
    begin: number,
    end: number,
    options: ReadOptions,
  ): Promise<Uint8Array<ArrayBuffer>>;
}
