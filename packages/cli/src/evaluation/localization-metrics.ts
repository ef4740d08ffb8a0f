import type { LocalizationMetrics } from './evaluation-document.ts';

/** The metrics of a map, in the order in which tables have them. */
export const localizationMetrics: readonly (keyof LocalizationMetrics)[] = [
  'pMap',
  'ap',
  'bestF1',
  'rocAuc',
  'mcc',
  'ciou',
  'ciouShared',
];
