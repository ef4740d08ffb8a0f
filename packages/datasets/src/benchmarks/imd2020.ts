import type { Benchmark } from './benchmark.ts';

/** IMD2020: 2,010 forgeries from the web and the 414 originals that were found. */
export const imd2020: Benchmark = {
  name: 'imd2020',
  title: 'IMD2020, Real-Life Manipulated Images',
  page: 'http://staff.utia.cas.cz/novozada/db/',
  citation:
    'Novozámský, Mahdian and Saic, IMD2020: a large-scale annotated dataset tailored for detecting manipulated images, WACV Workshops 2020',
  // Layout as the readers of image-manipulation-datasets (imd2020.py) and TruFor have it: a folder
  // an original, with its forgeries and their masks.
  spliced: {
    what: '<id>/<name>.{png,jpg}',
    folder: /^[^/]+$/,
    stem: /^(?!.*(_orig|_mask)$)/,
  },
  authentic: { what: '<id>/<id>_orig.jpg', folder: /^[^/]+$/, stem: /_orig$/ },
  masks: {
    what: '<id>/<name>_mask.png',
    folder: /^[^/]+$/,
    stem: /_mask$/,
    of: (folder, stem) => `${folder}/${stem}_mask`,
    reading: { spliced: 'white', stretch: false },
  },
};
