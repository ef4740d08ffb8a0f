/** Largest step that is looked for: low frequencies of quality 30 have no larger ones. */
const LARGEST = 40;

/** Coefficients below this may be zero, and zero is a multiple of everything. */
const PRESENT = 1.1;

/**
 * Largest mean square of distances to the nearest multiple. Rounding luminance and then
 * colours leaves 0.12 to 0.25; a part that was compressed once must exceed it, small as it may be,
 * since its coefficients count.
 */
const ROUNDING = 0.3;

/** Less than this share of the mean square that chance leaves, which is `step² / 12`. */
const BY_CHANCE = 0.75;

/** Fewer coefficients than these that are not zero tell nothing. */
const FEWEST = 50;

/**
 * The step that cosine coefficients were quantised with, read off their values: the largest whole
 * number that all are multiples of, but for rounding.
 *
 * @param coefficients - of one frequency, as JPEG scales them; of blocks without saturated pixels,
 *   since those are no longer what was saved
 * @returns 1…40; 1 for coefficients that were not quantised, or when too few are not zero
 * @see Fan and de Queiroz, Identification of bitmap compression history: JPEG detection and
 *   quantizer estimation, 2003
 */
export function quantizationStep(coefficients: Float32Array): number {
  const present = coefficients.filter((value) => Math.abs(value) > PRESENT);
  if (present.length < FEWEST) return 1;
  const largest = present.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let step = LARGEST; step > 1; step--) {
    // Of a step larger than all coefficients, zero would be the multiple that they are near to.
    if (step > largest + 1) continue;
    const most = Math.min(ROUNDING, (BY_CHANCE * step ** 2) / 12) * present.length;
    let squares = 0;
    // Most steps are refuted by the first few coefficients.
    for (let i = 0; i < present.length && squares <= most; i++) {
      squares += (present[i]! - step * Math.round(present[i]! / step)) ** 2;
    }
    if (squares <= most) return step;
  }
  return 1;
}
