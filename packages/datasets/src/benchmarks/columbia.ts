import type { Benchmark } from './benchmark.ts';

/** Columbia: 180 splices of two cameras, uncompressed, and 183 authentic photos. */
export const columbia: Benchmark = {
  name: 'columbia',
  title: 'Columbia Uncompressed Image Splicing Detection Evaluation Dataset',
  page: 'https://www.ee.columbia.edu/ln/dvmm/downloads/authsplcuncmp/',
  citation:
    'Hsu and Chang, Detecting image splicing using geometry invariants and camera characteristics consistency, ICME 2006',
  // Layout as the readers of exif-as-language (columbia.py) and photoholmes have it.
  spliced: { what: '4cam_splc/*.tif', folder: /^4cam_splc$/, stem: /./ },
  authentic: { what: '4cam_auth/*.tif', folder: /^4cam_auth$/, stem: /./ },
  masks: {
    what: '4cam_splc/edgemask/*_edgemask.jpg',
    folder: /^4cam_splc\/edgemask$/,
    stem: /_edgemask$/,
    of: (folder, stem) => `${folder}/edgemask/${stem}_edgemask`,
    reading: { spliced: 'green', stretch: false },
  },
};
