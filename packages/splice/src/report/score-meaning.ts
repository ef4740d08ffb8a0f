import type { LocalizeMethod } from '../localize-method.ts';
import { wantsWhitening } from '../wants-whitening.ts';

/** What the score of a method is, in words: `regionScore` of ours, else the mean response. */
export function scoreMeaning(method: LocalizeMethod): string {
  return wantsWhitening(method)
    ? 'The score is the mean response of all pairs of places in the image, which says how much they disagree about the camera, and a little for how far the marked region stands out from the rest: by how different its traces are, by being of one piece, and by filling no side of the image. It is at least 0 and has no upper end.'
    : 'The score is the mean response of all pairs of places in the image: how much they disagree about the camera, from 0 to 2.';
}
