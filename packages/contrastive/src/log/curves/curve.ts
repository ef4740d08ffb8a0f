/** A scalar of a run over its steps. */
export interface Curve {
  /** For people. */
  readonly title: string;
  /** Of the values; empty where they have none. */
  readonly unit: string;
  /** Whether it is without noise, so that nothing is smoothed. */
  readonly isExact: boolean;
  /** Finite, in the order of steps. */
  readonly points: readonly CurvePoint[];
  /** Values that were no finite numbers, and are not among the points. */
  readonly broken: number;
}

export interface CurvePoint {
  readonly step: number;
  readonly value: number;
}
