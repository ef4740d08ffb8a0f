export { type AdamWOptions, type AdamWResult, adamW } from './adam-w.ts';
export { CheckpointError } from './checkpoint-error.ts';
export { type ClippedGradients, clipByGlobalNorm } from './clip-by-global-norm.ts';
export { type CompiledEngineOptions, compiledEngine } from './compiled-engine.ts';
export {
  type ContrastiveLossInputs,
  type ContrastiveLossResult,
  contrastiveLoss,
} from './contrastive-loss.ts';
export type { Loss, LossFunction } from './differentiate.ts';
export { eagerEngine } from './eager-engine.ts';
export { type FitWhiteningOptions, fitWhitening, type Whitening } from './fit-whitening.ts';
export { infoNce } from './info-nce.ts';
export { makeTrainStep, type StepFunction, type TrainStepOptions } from './make-train-step.ts';
export { type ParseTrainStateOptions, parseTrainState } from './parse-train-state.ts';
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
export { serializeTrainState } from './serialize-train-state.ts';
export type { StepArray, StepArrays, StepEngine } from './step-engine.ts';
export { type TrainBatch, type TrainRun, type TrainStepReport, train } from './train.ts';
export { createTrainState, parametersOf, type TrainState } from './train-state.ts';
export { TrainingDivergedError } from './training-diverged-error.ts';
export { type WarmupCosineOptions, warmupCosine } from './warmup-cosine.ts';
