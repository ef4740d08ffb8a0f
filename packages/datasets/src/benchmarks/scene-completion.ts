import type { Benchmark } from './benchmark.ts';

/** Hays and Efros: 51 photos with a hole filled from other photos, without authentic images. */
export const sceneCompletion: Benchmark = {
  name: 'scene-completion',
  title: 'Scene Completion Using Millions of Photographs',
  page: 'http://graphics.cs.cmu.edu/projects/scene-completion/',
  citation: 'Hays and Efros, Scene completion using millions of photographs, SIGGRAPH 2007',
  // Layout as the reader of exif-as-language (scene_completion.py) has it: all files in one
  // folder. Some masks are JPEGs, so that nearly black is no mask.
  spliced: { what: '<name>.<jpg, png…>', folder: /^$/, stem: /^(?!.*_mask$)/ },
  masks: {
    what: '<name>_mask.<jpg, png…>',
    folder: /^$/,
    stem: /_mask$/,
    of: (_, stem) => `${stem}_mask`,
    reading: { spliced: 'white', stretch: false },
  },
};
