import { decodeImage } from '@exifclip/image';
import type { PatchEncoder } from '@exifclip/patch-encoder';
import type { Whitening } from '@exifclip/splice';
import { readInput } from '../read-input.ts';
import { gridFindings } from './grid-findings.ts';
import { methodScores } from './method-scores.ts';

/** The scores of one whole photo that is known to be authentic. */
export interface AuthenticScore {
  /** Its size, in megapixels. */
  megapixels: number;
  /** By method. */
  scores: Readonly<Record<string, number>>;
}

export interface AuthenticScoresOptions {
  encoder: PatchEncoder;
  whitening: Whitening | undefined;
  /** Patches an image. @defaultValue 1000, as the detector takes */
  maxPatches?: number;
  /** Told of every file. */
  onProgress?: ((done: number, total: number) => void) | undefined;
  /** Told of a file that is no image or too small, and why. */
  onSkip: (file: string, reason: string) => void;
  signal?: AbortSignal | undefined;
}

/** Scores whole authentic images by every method, as the detector does. */
export async function authenticScores(
  files: readonly string[],
  options: AuthenticScoresOptions,
): Promise<AuthenticScore[]> {
  const { onProgress, onSkip, signal } = options;
  const found: AuthenticScore[] = [];
  for (const [i, file] of files.entries()) {
    signal?.throwIfAborted();
    const bytes = await readInput(file);
    try {
      found.push(await scoreImage(bytes, options));
    } catch (cause) {
      signal?.throwIfAborted();
      if (!skipped.has((cause as Error).name)) throw cause;
      onSkip(file, (cause as Error).message);
    }
    onProgress?.(i + 1, files.length);
  }
  return found;
}

/** What a file may be at fault for. */
const skipped: ReadonlySet<string> = new Set(['ImageDecodeError', 'ImageTooSmallError']);

async function scoreImage(
  bytes: Uint8Array,
  { encoder, whitening, maxPatches = 1000, signal }: AuthenticScoresOptions,
): Promise<AuthenticScore> {
  const image = await decodeImage(bytes);
  const findings = await gridFindings(image, { encoder, maxPatches, signal });
  return {
    megapixels: (image.width * image.height) / 1e6,
    scores: methodScores(findings, whitening),
  };
}
