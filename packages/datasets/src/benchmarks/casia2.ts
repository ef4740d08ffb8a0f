import type { Benchmark } from './benchmark.ts';

/** CASIA 2: splices from another photo (`Tp_D_…`) here, from the same in `casia2-copy-move`. */
export const casia2: Benchmark = casia2Kind('casia2', 'D');

/** The forgeries of CASIA 2 whose pasted part comes from the same photo (`Tp_S_…`). */
export const casia2CopyMove: Benchmark = casia2Kind('casia2-copy-move', 'S');

function casia2Kind(name: string, kind: 'D' | 'S'): Benchmark {
  return {
    name,
    title: `CASIA Image Tampering Detection Evaluation Database 2.0 (Tp_${kind})`,
    page: 'https://github.com/namtpham/casia2groundtruth',
    citation:
      'Dong, Wang and Tan, CASIA image tampering detection evaluation database, ChinaSIP 2013; masks by Pham, Lee, Kwon and Park, 2019',
    // Layout as that page's revised archive unpacks; the folder of masks has had three names. A
    // few masks are of another size, and those of another shape are left out when they are read.
    spliced: {
      what: `Tp/Tp_${kind}_*.{jpg,tif}`,
      folder: /^Tp$/,
      stem: new RegExp(`^Tp_${kind}_`),
    },
    authentic: { what: 'Au/Au_*.{jpg,bmp}', folder: /^Au$/, stem: /^Au_/ },
    masks: {
      what: 'CASIA 2 Groundtruth/*_gt.png (or "CASIA2.0_Groundtruth", "groundtruth")',
      folder: /^(CASIA 2 Groundtruth|CASIA2\.0_Groundtruth|groundtruth)$/i,
      stem: new RegExp(`^Tp_${kind}_.*_gt$`),
      of: (_, stem) => `${stem}_gt`,
      reading: { spliced: 'white', stretch: true },
    },
  };
}
