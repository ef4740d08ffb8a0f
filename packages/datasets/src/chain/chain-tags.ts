import type { ExifTags } from '@exifclip/exif-text';
import { describeStep } from './describe-step.ts';
import type { ProcessingStep } from './processing-step.ts';

/**
 * A processing chain in words: the tags of its steps in order; none for an empty chain. The tags
 * of a JPEG that is saved again later begin with `Earlier`, since words may lose their order.
 */
export function chainTags(steps: readonly ProcessingStep[]): ExifTags {
  const lastJpeg = steps.map((step) => step.kind).lastIndexOf('jpeg');
  return steps.flatMap((step, i) => {
    const isEarlier = step.kind === 'jpeg' && i < lastJpeg;
    return describeStep(step).map(({ name, value }) => ({
      name: isEarlier ? `Earlier${name}` : name,
      value,
    }));
  });
}
