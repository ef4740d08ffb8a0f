import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../write-file-atomic.node.ts';
import { readShardIndex, readShardSet } from './read-shard-set.node.ts';
import { ShardError } from './shard-error.ts';
import type { ShardIndex, ShardSet } from './shard-index.ts';
import type { SplitRule } from './split-rule.ts';

/** A folder of shards that is being written. */
export interface BegunShards {
  set: ShardSet;
  /** Shards of an earlier run that are whole. */
  whole: Readonly<Record<'train' | 'val', readonly ShardIndex[]>>;
}

/**
 * Begins a folder of shards, or goes on with one.
 *
 * @param chooseRule - asked for the rule when the folder is begun
 * @throws ShardError for a folder with other shards, or with shards of other settings
 */
export async function resumeShards(
  folder: string,
  settings: ShardSet['settings'],
  chooseRule: () => Promise<{ rule: SplitRule; total?: number }>,
): Promise<BegunShards> {
  await mkdir(folder, { recursive: true });
  const found = await readShardSet(folder);
  if (found) {
    checkSettings(folder, settings, found.settings);
    const whole = {
      train: await wholeShards(folder, 'train'),
      val: await wholeShards(folder, 'val'),
    };
    return { set: found, whole };
  }
  const other = (await readdir(folder)).find((name) => name.endsWith('.tar'));
  if (other !== undefined) {
    throw new ShardError(
      folder,
      `expected a folder without shards, or one that was begun before, got ${other} and no index.json`,
    );
  }
  const set: ShardSet = {
    format: 'exifclip-shards',
    version: 1,
    complete: false,
    settings,
    ...(await chooseRule()),
    shards: [],
  };
  await writeFileAtomic(join(folder, 'index.json'), JSON.stringify(set, null, 1));
  return { set, whole: { train: [], val: [] } };
}

async function wholeShards(folder: string, split: 'train' | 'val'): Promise<ShardIndex[]> {
  const shards: ShardIndex[] = [];
  for (;;) {
    const stem = `${split}-${String(shards.length).padStart(6, '0')}`;
    const index = await readShardIndex(join(folder, `${stem}.json`));
    if (!index) return shards;
    shards.push(index);
  }
}

function checkSettings(
  folder: string,
  wanted: ShardSet['settings'],
  found: ShardSet['settings'],
): void {
  for (const [name, value] of Object.entries(wanted)) {
    if (found[name] === value) continue;
    throw new ShardError(
      folder,
      `expected shards of ${name} ${value}, got ${found[name]}: take another folder, or the settings that it was begun with`,
    );
  }
}
