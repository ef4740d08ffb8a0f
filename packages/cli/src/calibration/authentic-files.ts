import { readForgeryManifest } from '@exifclip/datasets/node';

/**
 * Files of authentic images: those that a forgery manifest (`.jsonl`) calls authentic, and every
 * other path as it is.
 *
 * @throws ManifestError naming the file and the line
 */
export async function authenticFiles(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    if (!path.endsWith('.jsonl')) files.push(path);
    else {
      const entries = await readForgeryManifest(path);
      files.push(...entries.filter(isAuthentic).map(({ image }) => image));
    }
  }
  return files;
}

function isAuthentic({ label }: { label: 'spliced' | 'authentic' }): boolean {
  return label === 'authentic';
}
