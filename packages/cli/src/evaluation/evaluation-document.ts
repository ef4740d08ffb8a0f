/** A mean over images and its 95 % bootstrap interval. */
export interface Interval {
  mean: number;
  low: number;
  high: number;
  /** Images in the mean. */
  n: number;
}

/** What is measured of a map on a spliced image. */
export interface LocalizationMetrics {
  /** Average precision, the better of map and inverted map. */
  pMap: number;
  /** Average precision of the map as it is: whether it also knows which part is the spliced one. */
  ap: number;
  /** F1 at the best threshold, the better of map and inverted map, as all that follow. */
  bestF1: number;
  rocAuc: number;
  /** Matthews correlation at a threshold of 0.5. */
  mcc: number;
  /** Mean IoU of both classes, each at its own best threshold, as published. */
  ciou: number;
  /** Mean IoU of both classes at one threshold. */
  ciouShared: number;
}

/** What one method did to one image; the metrics only where the image is spliced and has a mask. */
export interface ImageMethodResult extends Partial<LocalizationMetrics> {
  score: number;
}

/** One image of an evaluation. */
export interface ImageResult {
  dataset: string;
  id: string;
  /** How the image was made worse first, such as `jpeg=75`; absent where it was not. */
  variant?: string;
  label: 'spliced' | 'authentic';
  methods: Record<string, ImageMethodResult>;
  /** What a random map as smooth as the methods' scores; only where there is a mask. */
  chance?: { pMap: number; rocAuc: number };
}

/** Telling spliced from authentic images by score, with 95 % bootstrap intervals. */
export interface DetectionSummary {
  ap: number;
  apLow: number;
  apHigh: number;
  auc: number;
  aucLow: number;
  aucHigh: number;
  /** Images. */
  n: number;
}

/** What one method did to the whole set. */
export interface MethodSummary extends Partial<Record<keyof LocalizationMetrics, Interval>> {
  kind: 'ours' | 'baseline';
  /** Only where the set has both spliced and authentic images. */
  detection?: DetectionSummary;
}

/** How much better in p-mAP the default method is than another, on the same images. */
export interface PairedDifference {
  mean: number;
  /** 90 % bootstrap interval. */
  low90: number;
  high90: number;
  /** 95 % bootstrap interval. */
  low95: number;
  high95: number;
  /** Images. */
  n: number;
}

/** Some images in sum. */
export interface EvaluationSummary {
  /** Images that were evaluated. */
  images: number;
  methods: Record<string, MethodSummary>;
  /** The default method less each other one; empty where the default was not run. */
  differences: Record<string, PairedDifference>;
  /** What a random map as smooth as the methods' scores, by the same rules. */
  chance: { pMap?: Interval; rocAuc?: Interval };
}

/** What `exifclip evaluate --json` writes; later versions add fields and rename none. */
export interface EvaluationDocument extends EvaluationSummary {
  dataset: string;
  skipped: { id: string; why: string }[];
  model: string;
  command: string;
  defaultMethod: string;
  perImage: ImageResult[];
  /** The same for each dataset by itself, where there are several. */
  datasets: Record<string, EvaluationSummary>;
  /** The same for images made worse, by how; only with `--robustness`. */
  robustness: Record<string, EvaluationSummary>;
  /** The images made worse. */
  perDegradedImage: ImageResult[];
}
