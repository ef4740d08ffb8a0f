import type { CollectFlags } from './collect.ts';
import type { CommandLike } from './command-like.ts';
import type { EnqueueFlags } from './enqueue.ts';
import type { QueueCommandFlags } from './queue.ts';
import { withQueueFlags } from './queue-flags.ts';
import { withS3Flags } from './s3-flags.ts';
import type { WorkFlags } from './work.ts';

/**
 * Adds `enqueue`, `work`, `collect` and `queue` to the command `exifclip`. What they need is loaded
 * when one of them is run.
 */
export function addCommands(program: CommandLike): void {
  addEnqueue(program);
  addWork(program);
  addCollect(program);
  addQueue(program);
}

function addEnqueue(program: CommandLike): void {
  const command = program
    .command('enqueue')
    .description('put inputs on a queue in Redis, for any number of machines')
    .argument('<job>', 'what is made of each: localize, embed or exif')
    .argument(
      '<input...>',
      'files, folders, globs, lists, tar files; s3://bucket/prefix; addresses',
    )
    .requiredOption(
      '-o, --out <place>',
      'where workers leave results: a folder or s3://bucket/prefix',
    )
    .option('--model <model>', 'bundled model, model folder, URL or hub id', 'base')
    .option('--method <method>', 'localize: how patches become a map')
    .option('--max-patches <n>', 'localize, embed: patches an image', '1000')
    .option('--color-negative', 'embed: colour negatives')
    .option('--style <style>', 'exif: how the sentence reads')
    .option('--tags <names>', 'exif: only these tags, with commas')
    .option('--derived', 'exif: also what the file itself gives away')
    .option('--batch-size <n>', 'about how many inputs a job has', '32')
    .option('--max-waiting <n>', 'jobs that may wait before enqueueing waits for workers', '10000');
  withS3Flags(withQueueFlags(command)).action(
    async (job: string, inputs: readonly string[], flags: EnqueueFlags) => {
      await (await import('./enqueue.ts')).enqueue(job, inputs, flags);
    },
  );
}

function addWork(program: CommandLike): void {
  const command = program
    .command('work')
    .description('work on a queue until told to stop; start and stop as many as you like')
    .option('--jobs <n>', 'jobs at a time, each in a process of its own; else one a core')
    .option('--threads <n>', 'threads of ONNX Runtime in each, 0: it chooses', '1')
    .option('--deaths <n>', 'an input that ends its process so often is set aside', '3')
    .option('--file-timeout <seconds>', 'an input that takes longer has its process ended', '300')
    .option('--download-timeout <seconds>', 'for one input that comes over the network', '60')
    .option('--max-megabytes <n>', 'larger inputs that come over the network fail', '256')
    .option('--lock <seconds>', 'jobs of a worker that is silent so long go to others', '30')
    .option('--row-maker <module>', 'a module of your own that exports openRowMaker')
    .option('--until-empty', 'end when nothing is left to do');
  withS3Flags(withQueueFlags(command)).action(async (flags: WorkFlags) => {
    await (await import('./work.ts')).workOnQueue(flags);
  });
}

function addCollect(program: CommandLike): void {
  const command = program
    .command('collect')
    .description('put the results of a queue into one table, every input once')
    .requiredOption('--table <file>', 'a table that ends in .jsonl or .parquet');
  withS3Flags(withQueueFlags(command)).action(async (flags: CollectFlags) => {
    await (await import('./collect.ts')).collect(flags);
  });
}

function addQueue(program: CommandLike): void {
  const command = program
    .command('queue')
    .description('how far a queue is, and what was given up')
    .option('--watch', 'again every two seconds, until it is done')
    .option('--json', 'print it as JSON')
    .option('--retry', 'put what was given up on the queue again')
    .option('--remove', 'forget the queue; results stay where they are');
  withS3Flags(withQueueFlags(command)).action(async (flags: QueueCommandFlags) => {
    await (await import('./queue.ts')).queue(flags);
  });
}
