import { PickleProblem } from './pickle-problem.ts';
import { PickleGlobal, type PickleValue } from './pickle-value.ts';
import { StorageReference } from './storage-reference.ts';

/** The storage that a persistent id means: `('storage', class, key, device, elements, view?)`. */
export function storageFromId(id: PickleValue): StorageReference {
  const [kind, type, key, , count, view = null] = Array.isArray(id) ? id : [];
  if (kind !== 'storage' || !(type instanceof PickleGlobal) || typeof key !== 'string') {
    throw new PickleProblem('expected the id of a storage, got another value');
  }
  if (type.dtype === undefined && type.name !== 'torch.storage.UntypedStorage') {
    throw new PickleProblem(`expected a class of storages, got ${type.name}`);
  }
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) {
    throw new PickleProblem(
      `expected a storage of a whole number of elements, got ${typeof count === 'object' ? 'another value' : String(count)}`,
    );
  }
  if (view !== null) {
    throw new PickleProblem('has storages that are views of others, as PyTorch 0.3 wrote them');
  }
  return new StorageReference(key, type.dtype, count);
}
