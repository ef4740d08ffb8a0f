import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { work } from '../worker/work.ts';
import { parseCount, parsePositive } from './parse-flag.ts';
import { type QueueFlags, useQueue } from './queue-flags.ts';
import { type S3Flags, s3Options } from './s3-flags.ts';
import { untilSignal } from './until-signal.ts';

export interface WorkFlags extends QueueFlags, S3Flags {
  jobs?: string;
  threads: string;
  deaths: string;
  fileTimeout: string;
  downloadTimeout: string;
  maxMegabytes: string;
  lock: string;
  rowMaker?: string;
  untilEmpty?: boolean;
}

/** `exifclip work`: a worker of a queue. */
export async function workOnQueue(flags: WorkFlags): Promise<void> {
  const { rowMaker, untilEmpty = false } = flags;
  const signal = untilSignal((name) => {
    console.error(`${name}: finishing the files at hand; again to end at once`);
  });
  const done = { ok: 0, failed: 0 };
  const options = {
    jobs: flags.jobs === undefined ? availableParallelism() : parseCount('--jobs', flags.jobs, 1),
    threads: parseCount('--threads', flags.threads, 0),
    deaths: parseCount('--deaths', flags.deaths, 1),
    fileTimeout: parsePositive('--file-timeout', flags.fileTimeout),
    timeout: parsePositive('--download-timeout', flags.downloadTimeout),
    maxBytes: parsePositive('--max-megabytes', flags.maxMegabytes) * 2 ** 20,
    lock: parsePositive('--lock', flags.lock),
    rowMaker: rowMaker === undefined ? undefined : pathToFileURL(resolve(rowMaker)).href,
    untilEmpty,
    s3: s3Options(flags),
    signal,
    onJob: ({ ok, failed }: { ok: number; failed: number }) => {
      done.ok += ok;
      done.failed += failed;
      console.error(`${ok + failed} files done, ${failed} failed`);
    },
  };
  await useQueue(flags, (queue) => work(queue, options));
  console.error(`in all ${done.ok + done.failed} files done, ${done.failed} failed`);
}
