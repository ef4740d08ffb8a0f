import { readForgeryManifest, readPhotoManifest } from '@exifclip/datasets/node';
import type { ProbeExample } from './probe-example.ts';
import type { ProbeTaskOptions } from './probe-task.ts';
import { probeTasks } from './probe-tasks.ts';

/** Where the images of tasks come from. */
export interface ProbeImages {
  /** A photo manifest. */
  photos?: string;
  /** Which of its photos. */
  split: 'train' | 'val' | 'all';
  /** A forgery manifest. */
  forgeries?: string;
}

/**
 * The examples of every task that there are images for, by the task's name.
 *
 * @param tasks names of `probeTasks`
 * @throws RangeError when there are images for none of them
 * @throws ManifestError for a line of a manifest that is wrong
 */
export async function taskExamples(
  tasks: readonly string[],
  { photos, split, forgeries }: ProbeImages,
  options: ProbeTaskOptions,
): Promise<Map<string, ProbeExample[]>> {
  const entries = photos === undefined ? undefined : await readPhotoManifest(photos);
  const chosen = entries?.filter((entry) => split === 'all' || entry.split === split);
  const forged = forgeries === undefined ? undefined : await readForgeryManifest(forgeries);
  const found = new Map<string, ProbeExample[]>();
  for (const name of tasks) {
    const task = probeTasks[name]!;
    if (task.from === 'photos' && chosen) found.set(name, task.examples(chosen, options));
    if (task.from === 'forgeries' && forged) found.set(name, task.examples(forged, options));
  }
  if (found.size > 0) return found;
  throw new RangeError(`expected --photos or --forgeries for ${tasks.join(', ')}, got neither`);
}
