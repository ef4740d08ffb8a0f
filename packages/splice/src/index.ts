export type { AnalyzeOptions } from './analyze-options.ts';
export { cfaResidueMap } from './baselines/cfa-residue-map.ts';
export { type CoOccurrenceMapOptions, coOccurrenceMap } from './baselines/co-occurrence-map.ts';
export { type ConstantMapOptions, constantMap } from './baselines/constant-map.ts';
export { doubleQuantizationMap } from './baselines/double-quantization-map.ts';
export { type ErrorLevelMapOptions, errorLevelMap } from './baselines/error-level-map.ts';
export { jpegGridMap } from './baselines/jpeg-grid-map.ts';
export { type NoiseLevelMapOptions, noiseLevelMap } from './baselines/noise-level-map.ts';
export { residualCoOccurrences } from './baselines/residual-co-occurrences.ts';
export { type CellAxis, type CellGeometry, cellGeometry } from './cell-geometry.ts';
export { type CellMeansOptions, cellMeans } from './cell-means.ts';
export { type CellRectangle, cellRectangle } from './cell-rectangle.ts';
export { cellResponse } from './cell-response.ts';
export { localizeMethods } from './cluster-cells.ts';
export type { ResponseOptions, VoteDenominator } from './consistency-factors.ts';
export { consistencyFrom } from './consistency-from.ts';
export {
  createSpliceDetector,
  type EngineOptions,
  type SpliceDetector,
  type SpliceDetectorOptions,
} from './create-splice-detector.ts';
export { detectionScore } from './detection-score.ts';
export { evidenceLimits, evidenceWarnings } from './evidence/evidence-warnings.ts';
export { type Evidence, measureEvidence } from './evidence/measure-evidence.ts';
export type { ExponentialAffinityOptions } from './exponential-affinity.ts';
export { type ExponentialRegionOptions, exponentialRegion } from './exponential-region.ts';
export { firstComponentMap } from './first-component-map.ts';
export { type FitProbabilityOptions, fitProbability } from './fit-probability.ts';
export { type GradedMaps, gradedMaps } from './graded-maps.ts';
export { gridSpread } from './grid-spread.ts';
export type { ImageSource } from './image-source.ts';
export {
  defaultMethod,
  type Localization,
  type LocalizeOptions,
  localize,
} from './localize.ts';
export type { LocalizeMethod } from './localize-method.ts';
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
export {
  type DetectionMetrics,
  type DetectionMetricsOptions,
  detectionMetrics,
} from './metrics/detection-metrics.ts';
export {
  type FixedThresholdMetrics,
  type FixedThresholdMetricsOptions,
  fixedThresholdMetrics,
} from './metrics/fixed-threshold-metrics.ts';
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
export { pairedInterval } from './metrics/paired-interval.ts';
export { permutedAveragePrecision } from './metrics/permuted-average-precision.ts';
export { permutedBestF1 } from './metrics/permuted-best-f1.ts';
export { rocAuc } from './metrics/roc-auc.ts';
export { type NormalizedCut, type NormalizedCutOptions, normalizedCut } from './normalized-cut.ts';
export { type PcaMapOptions, pcaMap } from './pca-map.ts';
export { type RegionScoreOptions, regionScore } from './region-score.ts';
export {
  type ReportPictureKind,
  type ReportPicturesOptions,
  reportPictures,
} from './report-pictures.ts';
export { type ProbabilityCurve, spliceProbability } from './splice-probability.ts';
export type { SpliceReport, SpliceTimings } from './splice-report.ts';
export type { Spread } from './spread.ts';
export { type StretchToBytesOptions, stretchToBytes } from './stretch-to-bytes.ts';
export { compressionTraces } from './traces/compression-traces.ts';
export { wantsTraces } from './wants-traces.ts';
export { wantsWhitening } from './wants-whitening.ts';
export { type Whitening, whiten } from './whiten.ts';
