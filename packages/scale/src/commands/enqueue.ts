import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type FindInputsReport, type RowJob, rowJobs } from 'exifclip/batch';
import type { BatchPlan, PlanValue } from '../jobs/batch-plan.ts';
import { enqueueBatches } from '../queue/enqueue-batches.ts';
import { listInputs } from '../sources/list-inputs.ts';
import { isS3, s3Location } from '../sources/s3-location.ts';
import { openS3Store } from '../sources/s3-store.ts';
import { parseCount } from './parse-flag.ts';
import { type QueueFlags, useQueue } from './queue-flags.ts';
import { type S3Flags, s3Options } from './s3-flags.ts';
import { untilSignal } from './until-signal.ts';

export interface EnqueueFlags extends QueueFlags, S3Flags {
  out: string;
  model: string;
  method?: string;
  maxPatches: string;
  colorNegative?: boolean;
  style?: string;
  tags?: string;
  derived?: boolean;
  batchSize: string;
  maxWaiting: string;
}

/** `exifclip enqueue`: puts inputs on a queue. */
export async function enqueue(
  job: string,
  inputs: readonly string[],
  flags: EnqueueFlags,
): Promise<void> {
  const plan = planOf(job, flags);
  const size = parseCount('--batch-size', flags.batchSize, 1);
  const maxWaiting = parseCount('--max-waiting', flags.maxWaiting, 1);
  const leftOut = { count: 0 };
  const report: FindInputsReport = {
    leftOut: () => void leftOut.count++,
    problem: (path, reason) => {
      console.error(`error: ${reason.includes(path) ? reason : `${path}: ${reason}`}`);
      process.exitCode = 1;
    },
  };
  const references = listInputs(inputs, { s3: openS3Store(s3Options(flags)), report });
  const signal = untilSignal();
  await useQueue(flags, async (queue) => {
    let told = false;
    const onProgress = (counts: { files: number }, waits: boolean): void => {
      if (waits && !told) {
        console.error(
          `${counts.files} files: ${maxWaiting} jobs wait; going on as workers take them`,
        );
      }
      told = waits;
    };
    const options = { size, maxWaiting, onProgress, signal };
    const { files, added, known } = await enqueueBatches(queue, plan, references, options);
    const counts = `new jobs: ${added}, known ones: ${known}, left out: ${leftOut.count}`;
    console.log(`${queue.name}: ${files} files, ${counts} → ${plan.out}`);
  });
}

function planOf(job: string, flags: EnqueueFlags): BatchPlan {
  if (!isRowJob(job)) throw new RangeError(`expected one of ${rowJobs.join(', ')}, got ${job}`);
  const { out } = flags;
  if (isS3(out)) s3Location(out);
  return { job, options: optionsOf(job, flags), out: isS3(out) ? out : resolve(out) };
}

function isRowJob(text: string): text is RowJob {
  return (rowJobs as readonly string[]).includes(text);
}

function optionsOf(job: RowJob, flags: EnqueueFlags): Record<string, PlanValue> {
  if (job === 'exif') {
    const { style, tags, derived = false } = flags;
    return given({ style, tags: tags?.split(','), derived });
  }
  const maxPatches = parseCount('--max-patches', flags.maxPatches, job === 'localize' ? 4 : 1);
  const model = placeOfModel(flags.model);
  if (job === 'localize') return given({ model, maxPatches, method: flags.method });
  return given({ model, maxPatches, colorNegative: flags.colorNegative ?? false });
}

/** A folder is named so that workers find it from wherever they run. */
function placeOfModel(model: string): string {
  return existsSync(model) ? resolve(model) : model;
}

function given(options: Record<string, PlanValue | undefined>): Record<string, PlanValue> {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Record<string, PlanValue>;
}
