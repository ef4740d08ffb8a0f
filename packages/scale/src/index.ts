export { type Collected, type CollectTableOptions, collectTable } from './collect/collect-table.ts';
export type { BatchPlan, PlanValue } from './jobs/batch-plan.ts';
export type { ArchiveMember, InputReference } from './jobs/input-reference.ts';
export type { ConnectRedisOptions } from './queue/connect-redis.ts';
export {
  type EnqueueBatchesOptions,
  type Enqueued,
  enqueueBatches,
} from './queue/enqueue-batches.ts';
export { openQueue, type ScaleQueue } from './queue/open-queue.ts';
export { type RedisAddress, redisAddress } from './queue/redis-address.ts';
export { removeQueue } from './queue/remove-queue.ts';
export { type Retried, retryDead } from './queue/retry-dead.ts';
export { openResultStore } from './results/open-result-store.ts';
export type { ResultStore } from './results/result-store.ts';
export type { FetchLimits } from './sources/fetch-limits.ts';
export { type ListInputsOptions, listInputs } from './sources/list-inputs.ts';
export { openS3Store, type S3Object, type S3Options, type S3Store } from './sources/s3-store.ts';
export { type QueueStatus, type QueueStatusOptions, queueStatus } from './status/queue-status.ts';
export { type WorkOptions, work } from './worker/work.ts';
