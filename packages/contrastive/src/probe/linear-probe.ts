import type { Standardization } from './standardization.ts';

/** A linear classifier on frozen features. */
export interface LinearProbe {
  /** Names of the classes, sorted. */
  classes: readonly string[];
  /** What features go through first. */
  standardization: Standardization;
  /** Weights [dim, classes] of standardised features, and after them biases [classes]. */
  parameters: Float64Array;
  /** The penalty that it was fitted with. */
  strength: number;
  /** Whether the fit ended at a minimum; where not, it is close to one. */
  converged: boolean;
}
