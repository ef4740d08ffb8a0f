import type { PhotoSource } from '../sources/photo-source.ts';
import type { ShardSettings } from './shard-settings.ts';
import { chooseSplitRule, type SplitRule } from './split-rule.ts';
import type { WriteShardsOptions } from './write-shards-options.ts';

/**
 * The rule of the split, for which the source is read once without its photos' bytes, unless whole
 * groups are asked for.
 */
export async function countedRule(
  source: PhotoSource,
  { seed, valShare, splitBy }: ShardSettings,
  { signal, onProgress }: WriteShardsOptions,
): Promise<{ rule: SplitRule; total?: number }> {
  if (splitBy === 'group') return { rule: { seed, valShare, run: null } };
  const photosOfGroup = new Map<string, number>();
  let photos = 0;
  for await (const photo of source.read({ silent: true, ...(signal ? { signal } : {}) })) {
    photos += 1;
    onProgress?.({ phase: 'counting', photos, total: undefined });
    // A photo whose source says its split has no part in choosing.
    if (photo.split) continue;
    photosOfGroup.set(photo.group, (photosOfGroup.get(photo.group) ?? 0) + 1);
  }
  return { rule: chooseSplitRule(photosOfGroup, { seed, valShare, splitBy }), total: photos };
}
