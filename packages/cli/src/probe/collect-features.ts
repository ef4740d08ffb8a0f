import type { FeatureRows } from '@exifclip/contrastive';
import { oneLineError } from '../one-line-error.ts';
import type { FeatureSource } from './feature-source.ts';
import type { ProbeExample } from './probe-example.ts';

/** What every source says of the examples that could be opened. */
export interface CollectedFeatures {
  examples: ProbeExample[];
  /** In the order of the sources, a row an example. */
  features: FeatureRows[];
  skipped: { id: string; why: string }[];
}

export interface CollectFeaturesOptions {
  signal?: AbortSignal | undefined;
  /** Told before every example. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Opens every example once. What cannot be opened is left out of all sources, with the reason. */
export async function collectFeatures(
  examples: readonly ProbeExample[],
  sources: readonly FeatureSource[],
  { signal, onProgress }: CollectFeaturesOptions = {},
): Promise<CollectedFeatures> {
  const used: ProbeExample[] = [];
  const rows = sources.map((): Float32Array[] => []);
  const skipped: CollectedFeatures['skipped'] = [];
  for (const [i, example] of examples.entries()) {
    signal?.throwIfAborted();
    onProgress?.(i, examples.length);
    const view = await example.load().catch((error: unknown) => {
      skipped.push({ id: example.id, why: oneLineError(error, example.id) });
    });
    if (view === undefined) continue;
    used.push(example);
    for (const [s, source] of sources.entries()) {
      rows[s]!.push(await source.features(view, { signal }));
    }
  }
  return { examples: used, features: rows.map(stack), skipped };
}

function stack(rows: readonly Float32Array[]): FeatureRows {
  const dim = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * dim);
  for (const [i, row] of rows.entries()) data.set(row, i * dim);
  return { data, shape: [rows.length, dim] };
}
