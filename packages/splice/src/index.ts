export { cfaResidueMap } from './baselines/cfa-residue-map.ts';
export { type CoOccurrenceMapOptions, coOccurrenceMap } from './baselines/co-occurrence-map.ts';
export { type ConstantMapOptions, constantMap } from './baselines/constant-map.ts';
export { doubleQuantizationMap } from './baselines/double-quantization-map.ts';
export { type ErrorLevelMapOptions, errorLevelMap } from './baselines/error-level-map.ts';
export { jpegGridMap } from './baselines/jpeg-grid-map.ts';
export { type NoiseLevelMapOptions, noiseLevelMap } from './baselines/noise-level-map.ts';
export { residualCoOccurrences } from './baselines/residual-co-occurrences.ts';
export { type CellAxis, type CellGeometry, cellGeometry } from './cells/cell-geometry.ts';
export { type CellMeansOptions, cellMeans } from './cells/cell-means.ts';
export { type CellRectangle, cellRectangle } from './cells/cell-rectangle.ts';
export { gridSpread } from './cells/grid-spread.ts';
export { type MapToImageOptions, mapToImage } from './cells/map-to-image.ts';
export type { Spread } from './cells/spread.ts';
export { type StretchToBytesOptions, stretchToBytes } from './cells/stretch-to-bytes.ts';
export { type Whitening, whiten } from './cells/whiten.ts';
export { cellResponse } from './clustering/cell-response.ts';
export { localizeMethods } from './clustering/cluster-cells.ts';
export type { ResponseOptions, VoteDenominator } from './clustering/consistency-factors.ts';
export { consistencyFrom } from './clustering/consistency-from.ts';
export { detectionScore } from './clustering/detection-score.ts';
export type { ExponentialAffinityOptions } from './clustering/exponential-affinity.ts';
export {
  type ExponentialRegionOptions,
  exponentialRegion,
} from './clustering/exponential-region.ts';
export { firstComponentMap } from './clustering/first-component-map.ts';
export { type GradedMaps, gradedMaps } from './clustering/graded-maps.ts';
export {
  type MeanShift,
  type MeanShiftOptions,
  meanShiftMap,
} from './clustering/mean-shift-map.ts';
export {
  type NormalizedCut,
  type NormalizedCutOptions,
  normalizedCut,
} from './clustering/normalized-cut.ts';
export { type PcaMapOptions, pcaMap } from './clustering/pca-map.ts';
export { type RegionScoreOptions, regionScore } from './clustering/region-score.ts';
export type { AnalyzeOptions } from './detector/analyze-options.ts';
export {
  createSpliceDetector,
  type EngineOptions,
  type SpliceDetector,
  type SpliceDetectorOptions,
} from './detector/create-splice-detector.ts';
export { type FitProbabilityOptions, fitProbability } from './detector/fit-probability.ts';
export type { ImageSource } from './detector/image-source.ts';
export {
  type ReportPictureKind,
  type ReportPicturesOptions,
  reportPictures,
} from './detector/report-pictures.ts';
export { type ProbabilityCurve, spliceProbability } from './detector/splice-probability.ts';
export type { SpliceReport, SpliceTimings } from './detector/splice-report.ts';
export { evidenceLimits, evidenceWarnings } from './evidence/evidence-warnings.ts';
export { type Evidence, measureEvidence } from './evidence/measure-evidence.ts';
export {
  defaultMethod,
  type Localization,
  type LocalizeOptions,
  localize,
} from './localize.ts';
export type { LocalizeMethod } from './localize-method.ts';
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
export { compressionTraces } from './traces/compression-traces.ts';
export { wantsTraces } from './wants-traces.ts';
export { wantsWhitening } from './wants-whitening.ts';
