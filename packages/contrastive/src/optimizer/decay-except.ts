import type { Tensor } from '@tensorflow/tfjs-core';

export interface DecayExceptOptions {
  /** Parameters whose name one of these matches do not decay. @defaultValue none */
  names?: readonly RegExp[];
  /** Parameters with fewer axes do not decay: 2 spares biases and scales. @defaultValue 2 */
  minRank?: number;
}

/**
 * Which parameters decay, for `decayFilter` of `adamW`: all but those named here and those with few
 * axes.
 */
export function decayExcept(
  options: DecayExceptOptions = {},
): (name: string, parameter: Tensor) => boolean {
  const { names = [], minRank = 2 } = options;
  // search and not test: that one remembers where it was in a pattern with the flag g
  return (name, { rank }) => rank >= minRank && names.every((each) => name.search(each) < 0);
}
