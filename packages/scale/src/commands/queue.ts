import { setTimeout as sleep } from 'node:timers/promises';
import { removeQueue } from '../queue/remove-queue.ts';
import { retryDead } from '../queue/retry-dead.ts';
import { getPlan } from '../queue/set-plan.ts';
import { openResultStore } from '../results/open-result-store.ts';
import { openS3Store } from '../sources/s3-store.ts';
import { type QueueStatus, queueStatus } from '../status/queue-status.ts';
import { statusText } from '../status/status-text.ts';
import { type QueueFlags, useQueue } from './queue-flags.ts';
import { type S3Flags, s3Options } from './s3-flags.ts';
import { untilSignal } from './until-signal.ts';

export interface QueueCommandFlags extends QueueFlags, S3Flags {
  watch?: boolean;
  json?: boolean;
  retry?: boolean;
  remove?: boolean;
}

const interval = 2000;

/** `exifclip queue`: how far a queue is, and what can be done about what was given up. */
export async function queue(flags: QueueCommandFlags): Promise<void> {
  const { watch = false, json = false, retry = false, remove = false } = flags;
  const signal = untilSignal();
  await useQueue(flags, async (open) => {
    const plan = await getPlan(open);
    if (plan === undefined) throw new RangeError(`expected a queue ${open.name}, got none`);
    if (remove) {
      await removeQueue(open);
      console.log(`${open.name}: forgotten; its results are in ${plan.out}`);
      return;
    }
    if (retry) {
      const store = openResultStore(plan.out, openS3Store(s3Options(flags)));
      const { jobs, files } = await retryDead(open, store);
      console.log(`${open.name}: ${jobs} jobs and ${files} files are tried again`);
    }
    for (;;) {
      const status = await queueStatus(open);
      console.log(json ? JSON.stringify(status) : statusText(open.name, status));
      if (!watch || isDone(status)) return;
      await sleep(interval, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
    }
  });
}

function isDone({ jobs }: QueueStatus): boolean {
  return jobs.waiting + jobs.active + jobs.delayed === 0;
}
