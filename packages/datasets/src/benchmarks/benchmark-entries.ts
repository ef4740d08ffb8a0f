import type { ForgeryEntry } from '../manifest/forgery-entry.ts';
import type { Benchmark, BenchmarkFiles } from './benchmark.ts';

/** What was found of a set. */
export interface BenchmarkEntries {
  /** In the order of their ids, spliced ones first; a spliced image without a mask has `null`. */
  entries: readonly ForgeryEntry[];
  /** What the set should have and was nowhere found; then there are no entries. */
  missing: readonly string[];
}

/**
 * The images of a set among the files of a folder. The set may lie deeper than the folder: the
 * shallowest place that has all of its parts is taken.
 *
 * @param files - paths from the folder, with `/`
 */
export function benchmarkEntries(benchmark: Benchmark, files: readonly string[]): BenchmarkEntries {
  const tree = folderTree(files);
  const { spliced, authentic, masks } = benchmark;
  const parts = [spliced, ...(authentic ? [authentic] : []), masks];
  const complete = basesOf(tree).find((base) =>
    parts.every((part) => filesOf(tree, base, part).length > 0),
  );
  if (complete === undefined) {
    const anywhere = (part: BenchmarkFiles) =>
      basesOf(tree).some((base) => filesOf(tree, base, part).length > 0);
    const absent = parts.filter((part) => !anywhere(part));
    return { entries: [], missing: (absent.length > 0 ? absent : parts).map(({ what }) => what) };
  }
  const maskAt = maskIndex(filesOf(tree, complete, masks));
  const entry = (file: ImageFile, label: ForgeryEntry['label']): ForgeryEntry => ({
    dataset: benchmark.name,
    id: `${file.folder === '' ? '' : `${file.folder}/`}${file.stem}`,
    image: file.path,
    mask: label === 'spliced' ? (maskAt.get(masks.of(file.folder, file.stem)) ?? null) : null,
    label,
    maskReading: masks.reading,
  });
  return {
    entries: [
      ...filesOf(tree, complete, spliced).map((file) => entry(file, 'spliced')),
      ...(authentic ? filesOf(tree, complete, authentic) : []).map((file) =>
        entry(file, 'authentic'),
      ),
    ],
    missing: [],
  };
}

interface ImageFile {
  /** As it was given. */
  path: string;
  /** From the folder of the set. */
  folder: string;
  /** Name without the extension. */
  stem: string;
}

/** Names of image files by folder. */
type FolderTree = ReadonlyMap<string, readonly string[]>;

/** Folders that are tried as that of the set: in a whole disk there is no end of them. */
const MOST_BASES = 500;

const IMAGE = /\.(jpe?g|png|tiff?|bmp|webp|gif)$/i;

function folderTree(files: readonly string[]): FolderTree {
  const tree = new Map<string, string[]>();
  for (const file of [...files].sort()) {
    const slash = file.lastIndexOf('/');
    const name = file.slice(slash + 1);
    // The Mac's archives hold a shadow of every file.
    if (!IMAGE.test(name) || name.startsWith('.')) continue;
    const folder = file.slice(0, Math.max(0, slash));
    const names = tree.get(folder);
    if (names) names.push(name);
    else tree.set(folder, [name]);
  }
  return tree;
}

/** Every folder that may be that of the set, the shallowest first. */
function basesOf(tree: FolderTree): string[] {
  const bases = new Set(['']);
  for (const folder of tree.keys()) {
    const steps = folder.split('/');
    for (let depth = 1; depth <= steps.length; depth += 1) {
      bases.add(steps.slice(0, depth).join('/'));
    }
  }
  const depth = (base: string) => (base === '' ? 0 : base.split('/').length);
  const sorted = [...bases].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  return sorted.slice(0, MOST_BASES);
}

function filesOf(tree: FolderTree, base: string, { folder, stem }: BenchmarkFiles): ImageFile[] {
  const found: ImageFile[] = [];
  const prefix = base === '' ? '' : `${base}/`;
  for (const [place, names] of tree) {
    if (place !== base && !place.startsWith(prefix)) continue;
    const inside = place === base ? '' : place.slice(prefix.length);
    if (!folder.test(inside)) continue;
    for (const name of names) {
      const bare = name.replace(/\.[^.]*$/, '');
      if (!stem.test(bare)) continue;
      found.push({ path: place === '' ? name : `${place}/${name}`, folder: inside, stem: bare });
    }
  }
  return found;
}

/** Masks by path and, for those whose folder has several names, by name alone. */
function maskIndex(files: readonly ImageFile[]): Map<string, string> {
  const index = new Map<string, string>();
  for (const { path, folder, stem } of files) {
    index.set(stem, path);
    index.set(folder === '' ? stem : `${folder}/${stem}`, path);
  }
  return index;
}
