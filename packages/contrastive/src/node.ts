export {
  type ParallelGradCacheOptions,
  parallelGradCacheEngine,
} from './engine/parallel/parallel-grad-cache-engine.node.ts';
export { WorkerProcessError } from './engine/parallel/worker-process-error.ts';
export {
  type CurvesPageLoggerOptions,
  curvesPageLogger,
} from './log/curves/curves-page-logger.node.ts';
export { jsonLinesLogger } from './log/json-lines-logger.node.ts';
export { readRunLog } from './log/read-run-log.node.ts';
export { tensorBoardLogger } from './log/tensor-board-logger.node.ts';
export { checkpointKeeper } from './run/checkpoint-keeper.node.ts';
export { type ListCheckpointsOptions, listCheckpoints } from './run/list-checkpoints.node.ts';
export { type LoadCheckpointOptions, loadCheckpoint } from './run/load-checkpoint.node.ts';
export { loadDivergence } from './run/load-divergence.node.ts';
export { saveCheckpoint } from './run/save-checkpoint.node.ts';
export { saveDivergence } from './run/save-divergence.node.ts';
export { settleCheckpoints } from './run/settle-checkpoints.node.ts';
export type { StoredCheckpoint } from './run/stored-checkpoint.ts';
