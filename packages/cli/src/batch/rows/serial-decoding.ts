import type { RasterImage } from '@exifclip/image';
import { limitCalls } from '../pool/limit-calls.ts';

/**
 * Lets one image be decoded at a time, and what follows run beside the next: libvips keeps its
 * messages for the whole process, so that of two images the one would be told the other's.
 */
export function serialDecoding(): <T>(
  work: (onImage: (image: RasterImage) => void) => Promise<T>,
) => Promise<T> {
  const oneAtATime = limitCalls(1);
  return async (work) => {
    const begun = await oneAtATime(
      () =>
        new Promise<{ rest: ReturnType<typeof work> }>((resolve) => {
          const rest: ReturnType<typeof work> = work(() => resolve({ rest }));
          rest.then(
            () => resolve({ rest }),
            () => resolve({ rest }),
          );
        }),
    );
    return begun.rest;
  };
}
