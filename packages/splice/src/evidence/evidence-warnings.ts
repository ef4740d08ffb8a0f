import type { Evidence } from './measure-evidence.ts';

/**
 * Where an image has too little to say; beyond each of them a report warns. Set on 50 validation
 * photos and what recompressing and resizing makes of them: of the photos as they are, one in a
 * hundred at most exceeds any of them.
 */
export const evidenceLimits: Readonly<Record<keyof Evidence, number>> = {
  /** Fewest patches: clusters of a handful are found in anything. */
  patches: 36,
  /** Largest share of flat or clipped patches. */
  flatShare: 0.5,
  /** Largest blockiness; half of all photos have 3.3 after a JPEG of quality 30. */
  blockiness: 3.2,
  /** Lowest JPEG quality of the file. */
  jpegQuality: 60,
  /** Highest peak; enlarging by 1.3 to 1.5 gives 16 to 120, shrinking hardly shows. */
  resamplingPeak: 16,
};

/** One sentence for each reason why the result may say little; none where nothing stands against it. */
export function evidenceWarnings(evidence: Evidence): string[] {
  const { patches, flatShare, blockiness, jpegQuality, resamplingPeak } = evidence;
  const limits = evidenceLimits;
  const warnings: string[] = [];
  if (patches < limits.patches) {
    warnings.push(`too few patches, ${patches}: the image is too small, or the budget`);
  }
  if (flatShare > limits.flatShare) {
    const percent = Math.round(flatShare * 100);
    warnings.push(`no texture: ${percent} % of the patches are flat or clipped`);
  }
  if (jpegQuality !== undefined && jpegQuality < limits.jpegQuality) {
    warnings.push(`heavily recompressed: the file was saved at a JPEG quality of ${jpegQuality}`);
  } else if (blockiness > limits.blockiness) {
    const times = blockiness.toFixed(1);
    warnings.push(`heavily recompressed: block borders step ${times} times as much as the rest`);
  }
  if (resamplingPeak > limits.resamplingPeak) {
    warnings.push('resized: the image repeats itself as interpolated ones do');
  }
  return warnings.map((why) => `low evidence: ${why}`);
}
