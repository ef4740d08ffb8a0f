import type { ProcessingStep, ResizeStep } from './processing-step.ts';

/** What a service does to a photo that is uploaded to it. */
export interface SocialService {
  /** Longest side that is kept, in pixels. */
  longestSide: number;
  kernel: ResizeStep['kernel'];
  /** Quality of the JPEG, 1…100. */
  quality: number;
}

type SocialServiceName =
  | 'twitter'
  | 'facebook-2010'
  | 'facebook'
  | 'instagram'
  | 'messenger'
  | 'thumbnail';

/**
 * Services by name. What each is known for stands beside it; where nothing is known of kernel,
 * quality or chroma, they are bicubic, 85 and 4:2:0. Services change their ways without notice,
 * so these are examples and no way to tell one. `messenger` and `thumbnail` are nobody's.
 */
export const socialServices: Readonly<Record<SocialServiceName, SocialService>> = {
  /**
   * Side: J. Harmon, "Dimensions and Quality For Social Media Photo Sharing", Photo Taco (2021).
   * Quality: N. O'Brien, "Upcoming changes to PNG image support", Twitter's forum (2018).
   */
  twitter: { longestSide: 4096, kernel: 'bicubic', quality: 85 },
  /**
   * Side and kernel: S. Odio of Facebook to P. Yuen (2010). Quality: as A Broken Mold measured in
   * the same year.
   */
  'facebook-2010': { longestSide: 2048, kernel: 'lanczos3', quality: 85 },
  /** Side: Photo Taco, as above. */
  facebook: { longestSide: 1920, kernel: 'bicubic', quality: 85 },
  /** Side: Photo Taco, as above. */
  instagram: { longestSide: 1080, kernel: 'bicubic', quality: 85 },
  messenger: { longestSide: 1600, kernel: 'bilinear', quality: 75 },
  thumbnail: { longestSide: 640, kernel: 'bicubic', quality: 70 },
};

/**
 * The steps that a photo goes through in a service: reduced where it is larger, and saved as JPEG
 * with halved chroma.
 *
 * @param service - the name of one, or what it does
 * @param size - of the photo, in pixels
 * @throws RangeError for sides below 1 pixel
 */
export function socialChain(
  service: SocialServiceName | SocialService,
  { width, height }: { width: number; height: number },
): ProcessingStep[] {
  const { longestSide, kernel, quality } =
    typeof service === 'string' ? socialServices[service] : service;
  const longest = Math.max(width, height);
  if (!(longestSide >= 1 && Math.min(width, height) >= 1 && Number.isFinite(longest))) {
    throw new RangeError(
      `expected sides of at least 1 pixel, got ${width}×${height} and a longest of ${longestSide}`,
    );
  }
  const saved: ProcessingStep = { kind: 'jpeg', quality, chromaSubsampling: '4:2:0' };
  if (longest <= longestSide) return [saved];
  return [{ kind: 'resize', factor: longestSide / longest, kernel }, saved];
}
