import type { Command } from 'commander';
import { parseCount } from '../parse-number.ts';
import { parseShard, type Shard } from './shard.ts';

/** What is said on the command line of inputs and of a table. */
export interface TableFlags {
  list: readonly string[];
  table?: string;
  shard?: Shard;
  retryFailed?: boolean;
  workers?: number;
}

/** What an input may be, for `--help`. */
export const inputHelp =
  'files, folders, tar archives, quoted globs, @list of a path a line, - for a list on standard input';

/** Adds the flags of inputs and tables to a command. */
export function addTableFlags(command: Command): Command {
  return command
    .option('--list <file>', 'a list of inputs, a path a line; may be given again', addTo, [])
    .option(
      '--shard <i/n>',
      'only part i of n, from 0, chosen by the hash of each path',
      parseShard,
    )
    .option('--table <file>', 'add a row an input to file.parquet or file.jsonl, and go on with it')
    .option('--retry-failed', 'with --table: try those again that failed')
    .option('--workers <n>', 'with --table: processes; by default one a core', parseCount(1));
}

function addTo(file: string, lists: readonly string[]): readonly string[] {
  return [...lists, file];
}

/** @throws RangeError where no input is named, or a flag of tables stands without one */
export function assertTableFlags(names: readonly string[], flags: TableFlags): void {
  if (names.length + flags.list.length === 0) {
    throw new RangeError(`expected inputs (${inputHelp}), got none`);
  }
  if (flags.table !== undefined) return;
  if (flags.retryFailed) throw new RangeError('expected --table with --retry-failed');
  if (flags.workers !== undefined) throw new RangeError('expected --table with --workers');
}

/** @throws RangeError where a document of all results is asked for beside a table */
export function assertNoJson({ json = false }: { json?: boolean }): void {
  if (json) throw new RangeError('expected either --table or --json, got both');
}

/** Whether a flag stands on the command line, and not only its default. */
export function isGiven(command: Command, flag: string): boolean {
  return command.getOptionValueSource(flag) === 'cli';
}
