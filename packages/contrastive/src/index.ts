export { type CompiledEngineOptions, compiledEngine } from './engine/compiled-engine.ts';
export type { Loss, LossFunction } from './engine/differentiate.ts';
export { eagerEngine } from './engine/eager-engine.ts';
export {
  type CompiledGradCacheOptions,
  compiledGradCacheEngine,
} from './engine/grad-cache/compiled-grad-cache-engine.ts';
export { eagerGradCacheEngine } from './engine/grad-cache/eager-grad-cache-engine.ts';
export type { GradCacheOptions } from './engine/grad-cache/grad-cache-engine.ts';
export { lossOfTowers } from './engine/grad-cache/loss-of-towers.ts';
export {
  type GradCacheStep,
  type GradCacheStepOptions,
  makeGradCacheStep,
} from './engine/grad-cache/make-grad-cache-step.ts';
export type {
  EmbeddingLossFunction,
  TowerOutputs,
  TowersFunction,
} from './engine/grad-cache/towers-function.ts';
export {
  makeTrainStep,
  type StepFunction,
  type TrainStepOptions,
} from './engine/make-train-step.ts';
export type { StepArray, StepArrays, StepEngine } from './engine/step-engine.ts';
export { type CurvesPageOptions, curvesPage } from './log/curves/curves-page.ts';
export { type LoggedStep, parseRunLog } from './log/parse-run-log.ts';
export { type ProgressDisplay, progressLogger } from './log/progress-logger.ts';
export { progressText } from './log/progress-text.ts';
export type { RunLogger } from './log/run-logger.ts';
export { type Pace, runPace } from './log/run-pace.ts';
export { type SeveralLoggersOptions, severalLoggers } from './log/several-loggers.ts';
export { stepScalars } from './log/step-scalars.ts';
export {
  type ContrastiveLossInputs,
  type ContrastiveLossResult,
  contrastiveLoss,
} from './loss/contrastive-loss.ts';
export { duplicatePairs } from './loss/duplicate-pairs.ts';
export { type InfoNceOptions, infoNce } from './loss/info-nce.ts';
export { type LogitScaleOptions, logitScale } from './loss/logit-scale.ts';
export { type ProcessedPairLossOptions, processedPairLoss } from './loss/processed-pair-loss.ts';
export { sentenceIds } from './loss/sentence-ids.ts';
export { type SigLipLossOptions, sigLipLoss } from './loss/sig-lip-loss.ts';
export { type AdamWOptions, type AdamWResult, adamW } from './optimizer/adam-w.ts';
export { type ClippedGradients, clipByGlobalNorm } from './optimizer/clip-by-global-norm.ts';
export { type DecayExceptOptions, decayExcept } from './optimizer/decay-except.ts';
export { layerwiseLearningRates } from './optimizer/layerwise-learning-rates.ts';
export type { LearningRateScale } from './optimizer/learning-rate-scale.ts';
export { meanParameters } from './optimizer/mean-parameters.ts';
export { publishedAdam } from './optimizer/published-adam.ts';
export {
  type ParameterUpdate,
  type UpdatedParameters,
  type UpdateParametersOptions,
  updateParameters,
} from './optimizer/update-parameters.ts';
export type { GroupedExamples } from './probe/choose-strength.ts';
export {
  type ClassificationScores,
  type ClassificationScoresOptions,
  classificationScores,
  type ScoreInterval,
} from './probe/classification-scores.ts';
export {
  type CrossValidateProbeOptions,
  type CrossValidation,
  crossValidateProbe,
} from './probe/cross-validate-probe.ts';
export type { FeatureRows } from './probe/feature-rows.ts';
export { type FitLinearProbeOptions, fitLinearProbe } from './probe/fit-linear-probe.ts';
export type { LinearProbe } from './probe/linear-probe.ts';
export { predictLabels } from './probe/predict-labels.ts';
export { probeProbabilities } from './probe/probe-probabilities.ts';
export type { Standardization } from './probe/standardization.ts';
export type { EmbeddingRows } from './retrieval/embedding-rows.ts';
export { type MatchRanksOptions, matchRanks } from './retrieval/match-ranks.ts';
export { meanReciprocalRank } from './retrieval/mean-reciprocal-rank.ts';
export { recallAtK } from './retrieval/recall-at-k.ts';
export type { ScoreBlocksOptions } from './retrieval/score-blocks.ts';
export { type TopK, type TopKOptions, topK } from './retrieval/top-k.ts';
export { type BestRule, bestCheckpoints } from './run/best-checkpoints.ts';
export { CheckpointError } from './run/checkpoint-error.ts';
export type { CheckpointRecord } from './run/checkpoint-record.ts';
export { type CheckpointPolicy, checkpointsToKeep } from './run/checkpoints-to-keep.ts';
export type { DivergenceOptions } from './run/divergence-watch.ts';
export type { JsonValue } from './run/json-value.ts';
export { type ParseDivergenceOptions, parseDivergence } from './run/parse-divergence.ts';
export { type ParseTrainStateOptions, parseTrainState } from './run/parse-train-state.ts';
export { serializeDivergence } from './run/serialize-divergence.ts';
export { serializeTrainState } from './run/serialize-train-state.ts';
export { train } from './run/train.ts';
export type { TrainBatch } from './run/train-batch.ts';
export type {
  CheckpointFigures,
  TrainBatches,
  TrainCheckpoints,
  TrainRun,
  TrainValidation,
} from './run/train-run.ts';
export {
  type CreateTrainStateOptions,
  createTrainState,
  emaParametersOf,
  parametersOf,
  type TrainState,
} from './run/train-state.ts';
export type { StepFigures, TrainStepReport } from './run/train-step-report.ts';
export { type Divergence, TrainingDivergedError } from './run/training-diverged-error.ts';
export { type EpochCosineOptions, epochCosine } from './schedule/epoch-cosine.ts';
export {
  type InverseSquareRootOptions,
  inverseSquareRoot,
} from './schedule/inverse-square-root.ts';
export { type WarmupConstantOptions, warmupConstant } from './schedule/warmup-constant.ts';
export { type WarmupCooldownOptions, warmupCooldown } from './schedule/warmup-cooldown.ts';
export { type WarmupCosineOptions, warmupCosine } from './schedule/warmup-cosine.ts';
export { type WarmupLinearOptions, warmupLinear } from './schedule/warmup-linear.ts';
export {
  type FitWhiteningOptions,
  fitWhitening,
  type Whitening,
} from './whitening/fit-whitening.ts';
