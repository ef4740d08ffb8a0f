// What training and inference cost on n workers, from rates: the arithmetic of docs/scaling.md.

/** DistilBERT: Sanh et al., 2019. */
const distilBert = { layers: 6, width: 768, feedForward: 3072, parameters: 66.4e6 };
/** ResNet-50 without its classifier, and a linear map from 2,048 to 768. */
const imageParameters = 23.5e6 + 2048 * 768;
/** A pass back costs about two forward: Kaplan et al., Scaling Laws for Neural Language Models, 2020. */
const trainingTimesForward = 3;

/** The run of "EXIF as Language", CVPR 2023: Zheng, Shrivastava and Owens. */
export const paperRun = {
  steps: 75_000,
  batch: 1024,
  photos: 1.5e6,
  tokens: 512,
  gradientBytes: 4 * (imageParameters + distilBert.parameters),
};

/**
 * Operations of one sentence through DistilBERT: products of its weights with every token, and of
 * every token with every other.
 *
 * @param {number} tokens
 */
export function sentenceFlop(tokens) {
  const { layers, width, feedForward } = distilBert;
  const weights = 2 * tokens * (4 * width ** 2 + 2 * width * feedForward);
  return layers * (weights + 4 * tokens ** 2 * width);
}

/**
 * Operations of a training step on one patch and its sentence.
 *
 * @param {{ patchFlop: number, tokens: number }} options
 */
export function pairTrainingFlop({ patchFlop, tokens }) {
  return trainingTimesForward * (patchFlop + sentenceFlop(tokens));
}

/**
 * Seconds that a ring takes to sum gradients: each worker sends 2 (n − 1)/n of them.
 *
 * @param {{ bytes: number, workers: number, bytesPerSecond: number }} options
 * @see Patarasuk and Yuan, Bandwidth optimal all-reduce algorithms for clusters of workstations, 2009
 */
export function allReduceSeconds({ bytes, workers, bytesPerSecond }) {
  return (2 * (workers - 1) * bytes) / workers / bytesPerSecond;
}

/**
 * A step on n workers that compute evenly and wait for the sum of gradients afterwards: no overlap,
 * which is the worst case.
 *
 * @param {{ workSeconds: number, bytes: number, workers: number, bytesPerSecond: number }} options
 *   `workSeconds` is what one worker needs for the whole batch
 */
export function stepOn({ workSeconds, bytes, workers, bytesPerSecond }) {
  const compute = workSeconds / workers;
  const traffic = allReduceSeconds({ bytes, workers, bytesPerSecond });
  return {
    compute,
    traffic,
    seconds: compute + traffic,
    efficiency: compute / (compute + traffic),
  };
}

/**
 * The number of workers at which gradients take as long as computing: beyond it, more of them hardly
 * help.
 *
 * @param {{ workSeconds: number, bytes: number, bytesPerSecond: number }} options
 */
export function breakEvenWorkers({ workSeconds, bytes, bytesPerSecond }) {
  return 1 + (workSeconds * bytesPerSecond) / (2 * bytes); // w/n = 2 (n − 1) b / (n r)
}
