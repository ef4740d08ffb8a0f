import type { Parameters } from '@exifclip/nn';

/** @throws RangeError when an update names no parameter */
export function checkUpdates(updates: Parameters, parameters: Parameters): void {
  const unknown = Object.keys(updates).filter((name) => !Object.hasOwn(parameters, name));
  if (unknown.length > 0) {
    throw new RangeError(`expected updates of existing parameters, got ${unknown.join(', ')}`);
  }
}
