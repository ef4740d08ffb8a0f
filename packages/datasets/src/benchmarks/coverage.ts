import type { Benchmark } from './benchmark.ts';

/** COVERAGE: 100 copy-moves among similar but genuine objects, and their 100 originals. */
export const coverage: Benchmark = {
  name: 'coverage',
  title: 'COVERAGE',
  page: 'https://github.com/wenbihan/coverage',
  citation:
    'Wen, Zhu, Subramanian, Ng, Shen and Winkler, COVERAGE – a novel database for copy-move forgery detection, ICIP 2016',
  // Layout as the reader of photoholmes (coverage.py) has it.
  spliced: { what: 'image/<number>t.tif', folder: /^image$/, stem: /^\d+t$/ },
  authentic: { what: 'image/<number>.tif', folder: /^image$/, stem: /^\d+$/ },
  masks: {
    what: 'mask/<number>forged.tif',
    folder: /^mask$/,
    stem: /^\d+forged$/,
    of: (_, stem) => `mask/${stem.replace(/t$/, 'forged')}`,
    reading: { spliced: 'white', stretch: true },
  },
};
