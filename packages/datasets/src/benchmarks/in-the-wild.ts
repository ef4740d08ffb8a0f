import type { Benchmark } from './benchmark.ts';

/** In-the-Wild: 201 splices from the web, without authentic images. */
export const inTheWild: Benchmark = {
  name: 'in-the-wild',
  title: 'In-the-Wild Image Splice Dataset',
  page: 'https://minyoungg.github.io/selfconsistency/',
  citation:
    'Huh, Liu, Owens and Efros, Fighting fake news: image splice detection via learned self-consistency, ECCV 2018',
  // Layout as the reader of exif-as-language (in_the_wild.py) has it.
  spliced: { what: 'images/*.jpg', folder: /^images$/, stem: /./ },
  masks: {
    what: 'masks/*.png',
    folder: /^masks$/,
    stem: /./,
    of: (_, stem) => `masks/${stem}`,
    reading: { spliced: 'not black', stretch: false },
  },
};
