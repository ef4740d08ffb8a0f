/** A mean over images and its 95 % bootstrap interval. */
export interface Interval {
  mean: number;
  low: number;
  high: number;
  /** Images in the mean. */
  n: number;
}

/** What one method did to one image; the metrics only where the image is spliced and has a mask. */
export interface ImageMethodResult {
  pMap?: number;
  bestF1?: number;
  rocAuc?: number;
  score: number;
}

/** One image of an evaluation. */
export interface ImageResult {
  id: string;
  label: 'spliced' | 'authentic';
  methods: Record<string, ImageMethodResult>;
  /** What a random map as smooth as the methods' scores; only where there is a mask. */
  chance?: { pMap: number; rocAuc: number };
}

/** What one method did to the whole set. */
export interface MethodSummary {
  kind: 'ours' | 'baseline';
  /** Better of map and inverted map, average precision, mean over spliced images with masks. */
  pMap?: Interval;
  bestF1?: Interval;
  rocAuc?: Interval;
  /** Telling spliced from authentic images by score; only where the set has both. */
  detection?: { ap: number; auc: number; n: number };
}

/** What `exifclip evaluate --json` writes; later versions add fields and rename none. */
export interface EvaluationDocument {
  dataset: string;
  /** Images that were evaluated. */
  images: number;
  skipped: { id: string; why: string }[];
  model: string;
  command: string;
  defaultMethod: string;
  methods: Record<string, MethodSummary>;
  /** What a random map as smooth as the methods' scores, by the same rules. */
  chance: { pMap?: Interval; rocAuc?: Interval };
  perImage: ImageResult[];
}
