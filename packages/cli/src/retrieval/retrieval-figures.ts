import { type MetadataReference, metadataScores } from '@exifclip/models';
import { tagOf } from '../photos/tag-of.ts';
import { bootstrapGroups, type Estimate } from './bootstrap-groups.ts';
import { chanceRecall } from './chance-recall.ts';
import { ownRanks } from './own-ranks.ts';
import type { PhotoTables } from './photo-tables.ts';
import { swapAuc } from './swap-auc.ts';
import { swappedPairs } from './swapped-pairs.ts';

/** How far among the first a query's own is looked for. */
export const recallDepths = [1, 5, 10] as const;

/** How well photos and their EXIF find each other. */
export interface RetrievalFigures {
  /** Share of the photos whose own sentence is among the first k, by k. */
  photoToExif: Readonly<Record<number, Estimate>>;
  /** Share of the sentences that find their own photo among the first k, by k. */
  exifToPhoto: Readonly<Record<number, Estimate>>;
  /** ROC AUC of own against swapped EXIF; undefined where there is nothing to swap. */
  swapped: {
    /** Among all photos. */
    all: Estimate | undefined;
    /** Among photos of one make. */
    sameMake: Estimate | undefined;
  };
}

/** What is measured, and what guessing would give. */
export interface RetrievalReport {
  photos: number;
  /** Different sentences. */
  sentences: number;
  sources: number;
  chance: { recall: Readonly<Record<number, number>>; auc: number };
  /** By the cosine of embeddings. */
  cosine: RetrievalFigures;
  /** By the score that `verifyMetadata` gives; undefined without a reference. */
  score: RetrievalFigures | undefined;
}

/** Measures retrieval among photos that the model does not know, by both scores. */
export function retrievalReport(
  tables: PhotoTables,
  reference: MetadataReference | undefined,
): RetrievalReport {
  const { texts, rows, photos, sentences } = tables;
  const recall = Object.fromEntries(recallDepths.map((k) => [k, chanceRecall(texts, k)]));
  const figures = (known?: MetadataReference) =>
    retrievalFigures(metadataScores(photos, sentences, known).data, tables);
  return {
    photos: texts.length,
    sentences: new Set(texts).size,
    sources: new Set(rows.map(({ group }) => group)).size,
    chance: { recall, auc: 0.5 },
    cosine: figures(),
    score: reference === undefined ? undefined : figures(reference),
  };
}

function retrievalFigures(
  scores: Float32Array,
  { texts, rows }: Pick<PhotoTables, 'texts' | 'rows'>,
): RetrievalFigures {
  const count = texts.length;
  const sources = rows.map(({ group }) => group);
  const makes = rows.map((photo) => tagOf(photo, 'Make').toLowerCase());
  const recalls = (ranks: readonly number[]): Record<number, Estimate> =>
    Object.fromEntries(
      recallDepths.map((k) => [
        k,
        bootstrapGroups(sources, (weights) => share(ranks, k, weights))!,
      ]),
    );
  const transposed = scores.map((_, i) => scores[(i % count) * count + Math.floor(i / count)]!);
  const auc = (groups?: readonly string[]) =>
    bootstrapGroups(sources, swapAuc(scores, swappedPairs(texts, groups), count));
  return {
    photoToExif: recalls(ownRanks(scores, texts)),
    exifToPhoto: recalls(ownRanks(transposed, texts)),
    swapped: { all: auc(), sameMake: auc(makes) },
  };
}

/** The weighted share of ranks up to `k`. */
function share(ranks: readonly number[], k: number, weights: ArrayLike<number>): number {
  let [found, total] = [0, 0];
  for (const [i, rank] of ranks.entries()) {
    total += weights[i]!;
    if (rank <= k) found += weights[i]!;
  }
  return found / total;
}
