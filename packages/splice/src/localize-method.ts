/** The ways of clustering cells, by name. */
export type LocalizeMethod =
  | 'mean-shift'
  | 'normalized-cut'
  | 'first-component'
  | 'exponential-cut'
  | 'exponential-region'
  | 'traced-region';
