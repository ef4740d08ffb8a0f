import { forkSeed } from '../random/fork-seed.ts';

/** How photos are divided into a part to train on and one to validate on. */
export interface SplitRule {
  seed: number | string;
  /** Share of the units that is validated on, 0…1. */
  valShare: number;
  /** Photos in a unit that follow each other in their group; null where a unit is a whole group. */
  run: number | null;
  /** The lot of the one unit that is put into the other part, since that would be empty. */
  moved?: number;
}

export interface ChooseSplitRuleOptions {
  seed: number | string;
  valShare: number;
  /** `auto` takes whole groups where there are enough of them. */
  splitBy: 'auto' | 'group' | 'neighbours';
}

/** Fewest groups that are divided as a whole. */
const ENOUGH_GROUPS = 10;
/** Photos that follow each other may be of one burst. */
const LONGEST_RUN = 16;

/**
 * A rule under which neither part is empty, for groups of so many photos each.
 *
 * Photos of one scene mostly lie together, so whole groups go to one side where there are at least
 * ten and none holds more than half of the photos. Otherwise photos that follow each other in a
 * group do, 16 at a time, or fewer where there are fewer than 640 photos. Which side a unit goes to
 * is drawn from the seed and its name alone, so it stays there when photos are added.
 */
export function chooseSplitRule(
  photosOfGroup: ReadonlyMap<string, number>,
  { seed, valShare, splitBy }: ChooseSplitRuleOptions,
): SplitRule {
  const counts = [...photosOfGroup.values()];
  const total = counts.reduce((sum, count) => sum + count, 0);
  const isEven = counts.length >= ENOUGH_GROUPS && Math.max(...counts) <= total / 2;
  const byGroup = splitBy === 'auto' ? isEven : splitBy === 'group';
  const run = byGroup ? null : Math.max(1, Math.min(LONGEST_RUN, Math.floor(total / 40)));
  const rule: SplitRule = { seed, valShare, run };
  const moved = lotToMove(rule, photosOfGroup);
  return moved === undefined ? rule : { ...rule, moved };
}

/**
 * The part that a photo goes to.
 *
 * @param index - number of the photo in its group, from 0
 */
export function splitOf(rule: SplitRule, group: string, index: number): 'train' | 'val' {
  const drawn = lot(rule, group, index);
  return drawn < rule.valShare !== (drawn === rule.moved) ? 'val' : 'train';
}

function lotToMove(
  rule: SplitRule,
  photosOfGroup: ReadonlyMap<string, number>,
): number | undefined {
  if (rule.valShare <= 0 || rule.valShare >= 1) return undefined;
  let units = 0;
  let [lowest, highest] = [1, 0];
  for (const [group, count] of photosOfGroup) {
    for (let index = 0; index < count; index += rule.run ?? count) {
      const drawn = lot(rule, group, index);
      units += 1;
      lowest = Math.min(lowest, drawn);
      highest = Math.max(highest, drawn);
    }
  }
  if (units < 2) return undefined;
  if (lowest >= rule.valShare) return lowest;
  return highest < rule.valShare ? highest : undefined;
}

/** A number of the photo's unit, uniform in 0…1. */
function lot({ seed, run }: SplitRule, group: string, index: number): number {
  const parts = run === null ? [group] : [group, Math.floor(index / run)];
  return forkSeed(seed, 'split', ...parts) / 2 ** 32;
}
