import type * as tf from '@tensorflow/tfjs-core';

/** What a tower learns: tensors by flat name, slashes between levels (`conv1/kernel`). */
export type Parameters = Readonly<Record<string, tf.Tensor>>;

/**
 * The parameters below a level, without its name: `conv1/kernel` is `kernel` in `scope(p, 'conv1')`.
 *
 * @throws RangeError when nothing lies below `level`
 */
export function scope(parameters: Parameters, level: string): Parameters {
  const start = `${level}/`;
  const below = Object.entries(parameters).filter(([name]) => name.startsWith(start));
  if (below.length === 0) {
    throw new RangeError(
      `expected parameters below "${level}/", got ${listNames(Object.keys(parameters))}`,
    );
  }
  return Object.fromEntries(below.map(([name, tensor]) => [name.slice(start.length), tensor]));
}

/** The same tensors one level deeper: `kernel` becomes `conv1/kernel` in `prefix(p, 'conv1')`. */
export function prefix(parameters: Parameters, level: string): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, tensor]) => [`${level}/${name}`, tensor]),
  );
}

/**
 * One parameter by its full name.
 *
 * @throws RangeError when it is absent; the message lists what is there
 */
export function parameter<T extends tf.Tensor = tf.Tensor>(
  parameters: Parameters,
  name: string,
): T {
  const tensor = parameters[name];
  if (tensor === undefined) {
    throw new RangeError(
      `expected a parameter named "${name}", got ${listNames(Object.keys(parameters))}`,
    );
  }
  return tensor as T;
}

/** The number of values in all tensors together. */
export function countParameters(parameters: Parameters): number {
  return Object.values(parameters).reduce((total, tensor) => total + tensor.size, 0);
}

/** Frees every tensor; disposing twice is harmless. */
export function disposeParameters(parameters: Parameters): void {
  for (const tensor of Object.values(parameters)) tensor.dispose();
}

function listNames(names: readonly string[]): string {
  if (names.length === 0) return 'no parameters at all';
  const shown = names.slice(0, 8).map((name) => `"${name}"`);
  return shown.join(', ') + (names.length > 8 ? ` and ${names.length - 8} more` : '');
}
