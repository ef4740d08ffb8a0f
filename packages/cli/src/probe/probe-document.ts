import type { ScoreInterval } from '@exifclip/contrastive';
import type { FeatureSource } from './feature-source.ts';

/** What one source of features is worth in one task. */
export interface SourceResult {
  kind: FeatureSource['kind'];
  /** Numbers a view. */
  dim: number;
  /** Each with a 95 % bootstrap interval over photos. */
  accuracy: ScoreInterval;
  balancedAccuracy: ScoreInterval;
  /** Penalties that were chosen, one for each part that was held out. */
  strengths: number[];
  /**
   * How much more often the first source is right, photo by photo; absent of the first itself.
   */
  firstLessThis?: ScoreInterval;
}

/** One task. */
export interface TaskResult {
  /** Views by class. */
  classes: Record<string, number>;
  views: number;
  /** Photos, or groups of them, of which none is on both sides of a split. */
  photos: number;
  /** What guessing the commonest class gives, and guessing any. */
  chance: { accuracy: number; balancedAccuracy: number };
  /** By name. */
  sources: Record<string, SourceResult>;
  skipped: { id: string; why: string }[];
}

/** What `exifclip probe --json` writes; later versions add fields and rename none. */
export interface ProbeDocument {
  command: string;
  seed: number;
  /** Side of the views, in pixels. */
  side: number;
  /** Parts that are held out in turn. */
  folds: number;
  /** By name, in the order that was asked for. */
  tasks: Record<string, TaskResult>;
}
