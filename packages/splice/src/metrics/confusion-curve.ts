/** Scores of pixels or images; higher = more likely spliced. */
export type Scores = Float32Array | Float64Array | Uint8Array | readonly number[];

/**
 * What a detector gets right and wrong at every threshold that matters: one entry for each
 * distinct score, highest first, for the prediction "spliced where score ≥ threshold".
 */
export interface ConfusionCurve {
  /** Distinct scores, falling. */
  thresholds: Float32Array | Float64Array;
  /** Spliced elements at or above the threshold. */
  truePositives: Uint32Array;
  /** Authentic elements at or above the threshold. */
  falsePositives: Uint32Array;
  /** Spliced elements in all. */
  positives: number;
  /** Authentic elements in all. */
  negatives: number;
}

/**
 * Counts the outcomes at every distinct score; every ranking metric follows from them in one pass.
 * Exact for ties. Scores keep their precision: float32 stays float32, numbers stay numbers.
 *
 * @param scores - one a pixel or image
 * @param labels - as many; anything but 0 is spliced
 * @throws RangeError when the lengths differ or a score is NaN
 */
export function confusionCurve(scores: Scores, labels: ArrayLike<number>): ConfusionCurve {
  if (scores.length !== labels.length) {
    throw new RangeError(
      `expected as many labels as scores, got ${scores.length} scores and ${labels.length} labels`,
    );
  }
  const [spliced, authentic] = sortedByClass(scores, labels);
  const thresholds = emptyLike(scores, scores.length);
  const truePositives = new Uint32Array(scores.length);
  const falsePositives = new Uint32Array(scores.length);
  let size = 0;
  let i = spliced.length;
  let j = authentic.length;
  while (i > 0 || j > 0) {
    const a = i > 0 ? spliced[i - 1]! : -Infinity;
    const b = j > 0 ? authentic[j - 1]! : -Infinity;
    const threshold = Math.max(a, b);
    while (i > 0 && spliced[i - 1]! === threshold) i--;
    while (j > 0 && authentic[j - 1]! === threshold) j--;
    thresholds[size] = threshold;
    truePositives[size] = spliced.length - i;
    falsePositives[size++] = authentic.length - j;
  }
  return {
    thresholds: thresholds.subarray(0, size),
    truePositives: truePositives.subarray(0, size),
    falsePositives: falsePositives.subarray(0, size),
    positives: spliced.length,
    negatives: authentic.length,
  };
}

type FloatArray = Float32Array | Float64Array;

/** The scores of the spliced and of the authentic elements, each in rising order. */
function sortedByClass(scores: Scores, labels: ArrayLike<number>): [FloatArray, FloatArray] {
  let positives = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] !== 0) positives++;
  const spliced = emptyLike(scores, positives);
  const authentic = emptyLike(scores, scores.length - positives);
  let s = 0;
  let a = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    if (Number.isNaN(score)) throw new RangeError(`expected scores, got NaN at index ${i}`);
    if (labels[i] !== 0) spliced[s++] = score;
    else authentic[a++] = score;
  }
  return [spliced.sort(), authentic.sort()];
}

function emptyLike(scores: Scores, length: number): FloatArray {
  const small = scores instanceof Float32Array || scores instanceof Uint8Array;
  return small ? new Float32Array(length) : new Float64Array(length);
}
