import type { Parameters } from '@exifclip/nn';

/**
 * The parameters that a step moves.
 *
 * @throws RangeError when there is none
 */
export function trainedOf(
  parameters: Parameters,
  isTrained: (name: string) => boolean = () => true,
): Parameters {
  const trained = Object.entries(parameters).filter(([name]) => isTrained(name));
  if (trained.length === 0) {
    throw new RangeError('expected at least one parameter to train, got none');
  }
  return Object.fromEntries(trained);
}
