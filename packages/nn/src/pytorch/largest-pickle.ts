/** Pickles describe tensors and do not hold them; published ones take some tens of kilobytes. */
export const largestPickle: number = 2 ** 26;
