import type { Benchmark } from './benchmark.ts';

/** CASIA 1: small recompressed JPEGs; splices here, copy-moves in `casia1-copy-move`. */
export const casia1: Benchmark = casia1Kind('casia1', 'Sp');

/** The copy-moves of CASIA 1: parts pasted into the photo they come from. */
export const casia1CopyMove: Benchmark = casia1Kind('casia1-copy-move', 'CM');

function casia1Kind(name: string, kind: 'Sp' | 'CM'): Benchmark {
  return {
    name,
    title: `CASIA Image Tampering Detection Evaluation Database 1.0 (${kind})`,
    page: 'https://github.com/namtpham/casia1groundtruth',
    citation:
      'Dong, Wang and Tan, CASIA image tampering detection evaluation database, ChinaSIP 2013; masks by Pham, Lee, Kwon and Park, 2019',
    // Layout as that page's archives unpack (its corrected file names are in "Modified Tp"), and
    // as photoholmes wants it: Tp beside Au.
    spliced: {
      what: `Tp/${kind}/*.jpg (or in "CASIA 1.0 dataset/Modified Tp/Tp")`,
      folder: new RegExp(`^(CASIA 1\\.0 dataset/)?(Modified Tp/)?Tp/${kind}$`),
      stem: /./,
    },
    authentic: {
      what: 'Au/*.jpg (or in "CASIA 1.0 dataset")',
      folder: /^(CASIA 1\.0 dataset\/)?Au$/,
      stem: /^Au_/,
    },
    masks: {
      what: `CASIA 1.0 groundtruth/${kind}/*_gt.png`,
      folder: new RegExp(`^CASIA 1\\.0 groundtruth/${kind}$`),
      stem: /_gt$/,
      of: (_, stem) => `CASIA 1.0 groundtruth/${kind}/${stem}_gt`,
      reading: { spliced: 'white', stretch: true },
    },
  };
}
