import { stat } from 'node:fs/promises';
import { normalize } from 'node:path';
import { isInShard, type Shard } from '../shard.ts';
import { folderInputs, isTar } from './folder-inputs.ts';
import { globInputs } from './glob-inputs.ts';
import { isGlob } from './glob-pattern.ts';
import type { InputPlace } from './input-place.ts';
import type { FindInputsReport } from './left-out.ts';
import { listLines } from './list-lines.ts';
import { tarInputs } from './tar-inputs.ts';

export interface FindInputsOptions {
  /** Files that name inputs, one a line; `-` is standard input. @defaultValue none */
  lists?: readonly string[];
  /** Only the inputs of this shard. @defaultValue all */
  shard?: Shard | undefined;
  /** Told what is passed over and what could not be read. */
  report: FindInputsReport;
}

/**
 * The inputs that a command names, found while they are used: files, folders, tar archives, globs,
 * and `@file` for the lines of a list, which may name folders and archives as well; `-` is a list on
 * standard input. Of the same files they come in the same order.
 */
export async function* findInputs(
  names: Iterable<string>,
  { lists = [], shard, report }: FindInputsOptions,
): AsyncGenerator<InputPlace, void, undefined> {
  for await (const place of allInputs(names, lists, report)) {
    if (shard === undefined || isInShard(place.path, shard)) yield place;
  }
}

async function* allInputs(
  names: Iterable<string>,
  lists: readonly string[],
  report: FindInputsReport,
): AsyncGenerator<InputPlace, void, undefined> {
  for (const name of names) {
    const list = name === '-' ? '-' : /^@(.+)$/s.exec(name)?.[1];
    if (list === undefined || (name !== '-' && (await kindOf(name)) !== 'nothing')) {
      yield* inputsAt(name, report, { globs: true });
    } else yield* listed(list, report);
  }
  for (const list of lists) yield* listed(list, report);
}

async function* listed(
  list: string,
  report: FindInputsReport,
): AsyncGenerator<InputPlace, void, undefined> {
  // A list says what there is: brackets in its lines belong to names.
  for await (const line of listLines(list, report)) yield* inputsAt(line, report, { globs: false });
}

async function* inputsAt(
  name: string,
  report: FindInputsReport,
  { globs }: { globs: boolean },
): AsyncGenerator<InputPlace, void, undefined> {
  // An address is left as it is for those who can read it, the workers of a queue.
  if (/^[a-z][\w+.-]*:\/\//i.test(name)) {
    yield { path: name };
    return;
  }
  const path = normalize(name);
  const kind = await kindOf(path);
  if (kind === 'folder') yield* namedFolder(path, report);
  else if (kind === 'nothing' && globs && isGlob(path)) yield* globInputs(path, report);
  else if (kind === 'file' && isTar(path)) yield* tarInputs(path, report);
  else yield { path };
}

/** A folder that somebody named and that has nothing to give is worth a word. */
async function* namedFolder(
  path: string,
  report: FindInputsReport,
): AsyncGenerator<InputPlace, void, undefined> {
  let count = 0;
  for await (const place of folderInputs(path, report)) {
    count += 1;
    yield place;
  }
  if (count === 0) report.problem(path, 'no image in it');
}

async function kindOf(path: string): Promise<'folder' | 'file' | 'nothing'> {
  const status = await stat(path).catch(() => undefined);
  if (status === undefined) return 'nothing';
  return status.isDirectory() ? 'folder' : 'file';
}
