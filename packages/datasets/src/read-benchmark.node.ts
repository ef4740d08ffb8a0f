import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Benchmark } from './benchmarks/benchmark.ts';
import { benchmarkEntries } from './benchmarks/benchmark-entries.ts';
import { BenchmarkLayoutError } from './benchmarks/benchmark-layout-error.ts';
import { benchmarks } from './benchmarks/benchmarks.ts';
import type { ForgeryEntry } from './manifest/forgery-entry.ts';

/** Folders below this depth belong to no set. */
const DEEPEST = 6;

/** A folder with more files than this is no set, but perhaps a whole disk. */
const MOST_FILES = 200_000;

/**
 * Finds the images and masks of a public set in a folder, as its authors' archives unpack. Files
 * become absolute paths; none is opened.
 *
 * @param name - of a set in `benchmarks`
 * @param root - folder of the set, or one above it
 * @throws RangeError for a name that is none, or a folder of more than 200,000 files
 * @throws BenchmarkLayoutError when parts of the set are missing: it says which, where to get the
 *   set, and what to cite
 */
export async function readBenchmark(name: string, root: string): Promise<readonly ForgeryEntry[]> {
  const benchmark = benchmarkNamed(name);
  const files = await filesBelow(root).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT' && cause.code !== 'ENOTDIR') throw cause;
    return [];
  });
  const { entries, missing } = benchmarkEntries(benchmark, files);
  if (missing.length > 0) throw new BenchmarkLayoutError(benchmark, root, missing);
  return entries.map((entry) => ({
    ...entry,
    image: resolve(root, entry.image),
    mask: entry.mask === null ? null : resolve(root, entry.mask),
  }));
}

function benchmarkNamed(name: string): Benchmark {
  const found = benchmarks.find((benchmark) => benchmark.name === name);
  if (found) return found;
  const names = benchmarks.map((benchmark) => benchmark.name).join(', ');
  throw new RangeError(`expected a dataset of ${names}, got ${name}`);
}

/** Paths from the root, with `/`; links are not followed, so that there are no circles. */
async function filesBelow(root: string): Promise<string[]> {
  const files: string[] = [];
  const queue = [{ folder: '', depth: 0 }];
  for (const { folder, depth } of queue) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) files.push(path);
      if (entry.isDirectory() && depth < DEEPEST) queue.push({ folder: path, depth: depth + 1 });
    }
    if (files.length > MOST_FILES) {
      throw new RangeError(`${root}: expected at most ${MOST_FILES} files, got more`);
    }
  }
  return files;
}
