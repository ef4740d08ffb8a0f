import type { ExifTags } from '@exifclip/exif-text';
import { roundToStep } from '../round-to-step.ts';
import type { ProcessingStep } from './processing-step.ts';

/**
 * A step in words, as tags. Continuous settings are rounded coarsely, so that the same words come
 * back often enough to be learnt.
 */
export function describeStep(step: ProcessingStep): ExifTags {
  switch (step.kind) {
    case 'resize':
      return [
        { name: 'Resize', value: `${roundToStep(step.factor, 0.05)} ${step.kernel}` },
        ...(step.library ? [{ name: 'ResizeLibrary', value: step.library }] : []),
      ];
    case 'jpeg':
      return [
        { name: 'JpegQuality', value: String(step.quality) },
        { name: 'JpegSubsampling', value: step.chromaSubsampling },
        ...(step.tables ? [{ name: 'JpegTables', value: step.tables }] : []),
      ];
    case 'webp':
      return [{ name: 'WebpQuality', value: String(step.quality) }];
    case 'blur':
      return [{ name: 'GaussianBlur', value: roundToStep(step.sigma, 0.1) }];
    case 'sharpen':
      return [{ name: 'Sharpen', value: roundToStep(step.amount, 0.1) }];
    case 'unsharp':
      return [
        { name: 'UnsharpRadius', value: roundToStep(step.radius, 0.2) },
        { name: 'UnsharpAmount', value: roundToStep(step.amount, 0.2) },
      ];
    case 'median':
      return [{ name: 'MedianFilter', value: String(step.size) }];
    case 'noise':
      return [{ name: 'Noise', value: roundToStep(step.sigma, 0.5) }];
    case 'gamma':
      return [{ name: 'GammaChange', value: roundToStep(step.gamma, 0.05) }];
    case 'contrast':
      return [{ name: 'ContrastGain', value: roundToStep(step.gain, 0.05) }];
    case 'saturation':
      return [{ name: 'SaturationGain', value: roundToStep(step.gain, 0.1) }];
    case 'colour-space':
      return [{ name: 'WorkingSpace', value: `${step.space} ${step.profile}` }];
    case 'chroma':
      return [{ name: 'ChromaStorage', value: `${step.sampling} ${step.filter}` }];
    case 'grey':
      return [{ name: 'Greyscale', value: 'luma' }];
  }
}
