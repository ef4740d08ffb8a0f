import { collectTable } from '../collect/collect-table.ts';
import { type QueueFlags, useQueue } from './queue-flags.ts';
import { type S3Flags, s3Options } from './s3-flags.ts';
import { untilSignal } from './until-signal.ts';

export interface CollectFlags extends QueueFlags, S3Flags {
  table: string;
}

const listed = 20;

/** `exifclip collect`: the results of a queue in one table. */
export async function collect(flags: CollectFlags): Promise<void> {
  const { table } = flags;
  const options = { s3: s3Options(flags), signal: untilSignal() };
  await useQueue(flags, async (queue) => {
    const { rows, failed, unfinished, lost } = await collectTable(queue, table, options);
    for (const { error } of failed.slice(0, listed)) console.error(`error: ${error}`);
    if (failed.length > listed) console.error(`and ${failed.length - listed} more, in the table`);
    if (unfinished > 0) console.error(`${unfinished} jobs are not done yet: collect again later`);
    if (lost > 0) {
      console.error(
        `${lost} jobs have no result any more: exifclip queue --remove, and enqueue again`,
      );
    }
    console.log(`${queue.name}: ${rows} rows, ${failed.length} failed → ${table}`);
    if (failed.length + unfinished + lost > 0) process.exitCode = 1;
  });
}
