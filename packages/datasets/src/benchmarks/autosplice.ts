import type { Benchmark } from './benchmark.ts';

/** AutoSplice at JPEG quality 100, which is that of the forger's tool. */
export const autosplice: Benchmark = autospliceAt('autosplice', 100);

/** AutoSplice saved at JPEG quality 90. */
export const autosplice90: Benchmark = autospliceAt('autosplice-90', 90);

/** AutoSplice saved at JPEG quality 75, as its authentic photos are. */
export const autosplice75: Benchmark = autospliceAt('autosplice-75', 75);

/** 3,621 photos with a part painted by DALL·E 2, and 2,273 authentic ones. */
function autospliceAt(name: string, quality: number): Benchmark {
  return {
    name,
    title: `AutoSplice (JPEG ${quality})`,
    page: 'https://github.com/shanface33/AutoSplice_Dataset',
    citation:
      'Jia, Huang, Zhou, Ju, Cai and Lyu, AutoSplice: a text-prompt manipulated image dataset for media forensics, CVPR Workshops 2023',
    // Layout as the reader of photoholmes (autosplice.py) has it: forgeries are named
    // <photo>_<number>, and the mask by the photo alone.
    spliced: {
      what: `Forged_JPEG${quality}/*.jpg`,
      folder: new RegExp(`^Forged_JPEG${quality}$`),
      stem: /./,
    },
    authentic: { what: 'Authentic/*.jpg', folder: /^Authentic$/, stem: /./ },
    masks: {
      what: 'Mask/*_mask.png',
      folder: /^Mask$/,
      stem: /_mask$/,
      of: (_, stem) => `Mask/${stem.replace(/_.*/, '')}_mask`,
      reading: { spliced: 'not black', stretch: false },
    },
  };
}
