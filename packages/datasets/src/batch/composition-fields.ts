import type { BatchComposition } from './batch-options.ts';

/** Every field of a `BatchComposition`; the record makes the compiler miss none. */
const fields: Readonly<Record<keyof BatchComposition, true>> = {
  photosPerBatch: true,
  cameraPairs: true,
  patchSize: true,
  tagKeep: true,
  processingTagKeep: true,
  colourChartShare: true,
  proceduralShare: true,
  chain: true,
  camera: true,
  sharedChainShare: true,
  cameraChainShare: true,
  twoPhotoShare: true,
  sentence: true,
  poolPhotos: true,
  poolSteps: true,
};

/** Only the fields of a composition that are given, of an object that may hold more. */
export function compositionFields(options: BatchComposition): BatchComposition {
  const given = Object.entries(options).filter(
    ([name, value]) => Object.hasOwn(fields, name) && value !== undefined,
  );
  return Object.fromEntries(given);
}
