import type { Parameters } from '@exifclip/nn';

/**
 * The gradients of what is trained and has no update.
 *
 * @param trained names of what is trained
 * @throws RangeError when one is absent, as its parameter has no part in the loss
 */
export function neededGradients(
  gradients: Parameters,
  updates: Parameters,
  trained: readonly string[],
): Parameters {
  const needed = trained.filter((name) => !Object.hasOwn(updates, name));
  const idle = needed.filter((name) => !Object.hasOwn(gradients, name));
  if (idle.length > 0) {
    throw new RangeError(
      `expected every parameter to have a part in the loss or an update, got none for ${idle.join(', ')}`,
    );
  }
  return Object.fromEntries(needed.map((name) => [name, gradients[name]!]));
}
