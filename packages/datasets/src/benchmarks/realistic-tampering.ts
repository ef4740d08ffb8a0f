import type { Benchmark } from './benchmark.ts';

const CAMERAS = 'Canon_60D|Nikon_D90|Nikon_D7000|Sony_A57';

/** Realistic Tampering (Korus): 220 forgeries of all kinds and their 220 originals. */
export const realisticTampering: Benchmark = {
  name: 'realistic-tampering',
  title: 'Realistic Tampering Dataset',
  page: 'https://pkorus.pl/downloads/dataset-realistic-tampering',
  citation:
    'Korus and Huang, Multi-scale analysis strategies in PRNU-based tampering localization, IEEE TIFS 2017',
  // Layout as the readers of exif-as-language (realistic_tampering.py) and photoholmes have it;
  // its masks have three levels, and grey is tampered too.
  spliced: {
    what: 'Canon_60D/tampered-realistic/*.TIF (and three other cameras)',
    folder: new RegExp(`^(${CAMERAS})/tampered-realistic$`),
    stem: /./,
  },
  authentic: {
    what: 'Canon_60D/pristine/*.TIF (and three other cameras)',
    folder: new RegExp(`^(${CAMERAS})/pristine$`),
    stem: /./,
  },
  masks: {
    what: 'Canon_60D/ground-truth/*.PNG (and three other cameras)',
    folder: new RegExp(`^(${CAMERAS})/ground-truth$`),
    stem: /./,
    of: (folder, stem) => `${folder.replace(/\/.*/, '')}/ground-truth/${stem}`,
    reading: { spliced: 'not black', stretch: false },
  },
};
