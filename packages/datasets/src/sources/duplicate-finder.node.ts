import { sha256OfFile } from './sha256-of-file.node.ts';

/** Finds files whose bytes a file before them has. */
export interface DuplicateFinder {
  /**
   * Takes note of the next file.
   *
   * @returns asks for the name of the first file before it with the same bytes
   */
  add(file: { name: string; path: string; size: number }): () => Promise<string | undefined>;
}

/**
 * Only files of one size are compared, by the SHA-256 of their bytes, so most are never read for
 * it. Some 300 bytes of memory a file.
 */
export function duplicateFinder(): DuplicateFinder {
  const bySize = new Map<number, Candidate[]>();
  return {
    add: ({ name, path, size }) => {
      const candidate: Candidate = { name, path, digest: undefined };
      const earlier = bySize.get(size);
      if (!earlier) {
        bySize.set(size, [candidate]);
        return async () => undefined;
      }
      const before = [...earlier];
      earlier.push(candidate);
      return () => firstEqual(candidate, before);
    },
  };
}

interface Candidate {
  name: string;
  path: string;
  digest: Promise<string | undefined> | undefined;
}

async function firstEqual(
  candidate: Candidate,
  before: readonly Candidate[],
): Promise<string | undefined> {
  const own = await digestOf(candidate);
  if (own === undefined) return undefined;
  for (const other of before) if ((await digestOf(other)) === own) return other.name;
  return undefined;
}

/** A file that cannot be read is like no other. */
function digestOf(candidate: Candidate): Promise<string | undefined> {
  candidate.digest ??= sha256OfFile(candidate.path).catch(() => undefined);
  return candidate.digest;
}
