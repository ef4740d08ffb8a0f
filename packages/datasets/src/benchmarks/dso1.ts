import type { Benchmark } from './benchmark.ts';

/** DSO-1: 100 splices of people and 100 authentic photos. Its masks are inverted. */
export const dso1: Benchmark = {
  name: 'dso1',
  title: 'DSO-1',
  page: 'https://recodbr.wordpress.com/code-n-data/#dso1_dsi1',
  citation:
    'Carvalho, Riess, Angelopoulou, Pedrini and Rocha, Exposing digital image forgeries by illumination color classification, IEEE TIFS 2013',
  // Layout as the readers of exif-as-language (dso_1.py) and photoholmes have it; the former
  // stretches masks, some of which are of another size.
  spliced: { what: 'DSO-1/splicing-*.png', folder: /^DSO-1$/, stem: /^splicing-/ },
  authentic: { what: 'DSO-1/normal-*.png', folder: /^DSO-1$/, stem: /^normal-/ },
  masks: {
    what: 'DSO-1-Fake-Images-Masks/splicing-*.png',
    folder: /^DSO-1-Fake-Images-Masks$/,
    stem: /^splicing-/,
    of: (_, stem) => `DSO-1-Fake-Images-Masks/${stem}`,
    reading: { spliced: 'black', stretch: true },
  },
};
