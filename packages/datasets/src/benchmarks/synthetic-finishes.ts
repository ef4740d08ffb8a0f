import type { ProcessingStep } from '../chain/processing-step.ts';

/** What is done to a synthetic splice as a whole, by name: nothing, recompression, resizing. */
export const syntheticFinishes: Readonly<Record<string, readonly ProcessingStep[]>> = {
  uncompressed: [],
  'jpeg-95': [{ kind: 'jpeg', quality: 95, chromaSubsampling: '4:2:0' }],
  'jpeg-85': [{ kind: 'jpeg', quality: 85, chromaSubsampling: '4:2:0' }],
  'jpeg-75': [{ kind: 'jpeg', quality: 75, chromaSubsampling: '4:2:0' }],
  'resized-0.7': [{ kind: 'resize', factor: 0.7, kernel: 'bicubic' }],
};
