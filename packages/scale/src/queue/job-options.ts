import type { JobsOptions } from 'bullmq';

/**
 * How BullMQ treats a job that fails as a whole, which bad inputs never make it do: the model could
 * not be loaded, or the results not be written. Tried over about two minutes, then a dead letter.
 */
export const jobOptions: JobsOptions = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 1000, jitter: 0.5 },
  removeOnComplete: false,
  removeOnFail: false,
};
