import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The newest copy of a file in the cache of Hugging Face's tools:
 * `models--owner--name/snapshots/<commit>/<file>`.
 */
export async function findCachedFile(
  cacheDir: string,
  { repo, file }: { repo: string; file: string },
): Promise<string | undefined> {
  const snapshots = join(cacheDir, `models--${repo.replaceAll('/', '--')}`, 'snapshots');
  const commits = await readdir(snapshots).catch(() => []);
  const copies = await Promise.all(
    commits.map(async (commit) => {
      const path = join(snapshots, commit, file);
      return {
        path,
        time: await stat(path)
          .then(({ mtimeMs }) => mtimeMs)
          .catch(() => undefined),
      };
    }),
  );
  const found = copies.filter(({ time }) => time !== undefined);
  return found.sort((a, b) => b.time! - a.time!)[0]?.path;
}
