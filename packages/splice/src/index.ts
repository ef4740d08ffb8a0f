export { type CellAxis, type CellGeometry, cellGeometry } from './cell-geometry.ts';
export { type CellMeansOptions, cellMeans } from './cell-means.ts';
export { type CellRectangle, cellRectangle } from './cell-rectangle.ts';
export { cellResponse } from './cell-response.ts';
export type { ResponseOptions, VoteDenominator } from './consistency-factors.ts';
export { consistencyFrom } from './consistency-from.ts';
export { type ConstantMapOptions, constantMap } from './constant-map.ts';
export {
  type AnalyzeOptions,
  createSpliceDetector,
  type SpliceDetector,
  type SpliceDetectorOptions,
  type SpliceReport,
} from './create-splice-detector.ts';
export { detectionScore } from './detection-score.ts';
export type { ExponentialAffinityOptions } from './exponential-affinity.ts';
export { type ExponentialRegionOptions, exponentialRegion } from './exponential-region.ts';
export { type GradedMaps, gradedMaps } from './graded-maps.ts';
export { gridSpread } from './grid-spread.ts';
export {
  defaultMethod,
  type Localization,
  type LocalizeMethod,
  type LocalizeOptions,
  localize,
  localizeMethods,
} from './localize.ts';
export { type MapToImageOptions, mapToImage } from './map-to-image.ts';
export { type MeanShift, type MeanShiftOptions, meanShiftMap } from './mean-shift-map.ts';
export { averagePrecision } from './metrics/average-precision.ts';
export { bestF1 } from './metrics/best-f1.ts';
export { type ClassBalancedIouOptions, classBalancedIou } from './metrics/class-balanced-iou.ts';
export type { Scores } from './metrics/confusion-curve.ts';
export {
  type CorrelatedChance,
  type CorrelatedChanceOptions,
  correlatedChance,
} from './metrics/correlated-chance.ts';
export type { MetricValues } from './metrics/curve-metrics.ts';
export { type MapMetrics, mapMetrics } from './metrics/map-metrics.ts';
export {
  type MatthewsCorrelationOptions,
  matthewsCorrelation,
} from './metrics/matthews-correlation.ts';
export {
  type MeanInterval,
  type MeanIntervalOptions,
  meanInterval,
} from './metrics/mean-interval.ts';
export { permutedAveragePrecision } from './metrics/permuted-average-precision.ts';
export { permutedBestF1 } from './metrics/permuted-best-f1.ts';
export { rocAuc } from './metrics/roc-auc.ts';
export { type NoiseLevelMapOptions, noiseLevelMap } from './noise-level-map.ts';
export { type NormalizedCut, type NormalizedCutOptions, normalizedCut } from './normalized-cut.ts';
export { type PcaMapOptions, pcaMap } from './pca-map.ts';
export type { Spread } from './spread.ts';
export { type StretchToBytesOptions, stretchToBytes } from './stretch-to-bytes.ts';
export { wantsWhitening } from './wants-whitening.ts';
export { type Whitening, whiten } from './whiten.ts';
