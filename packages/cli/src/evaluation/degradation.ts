import type { ProcessingStep } from '@exifclip/datasets';

/** Ways of making an image worse, and how much: what a robustness sweep goes through. */
export interface Degradation {
  kind: 'jpeg' | 'resize' | 'blur' | 'noise';
  /** JPEG quality, factor of both sides, or sigma in pixels or grey levels. */
  value: number;
}

/** `jpeg=75`. */
export function degradationName({ kind, value }: Degradation): string {
  return `${kind}=${value}`;
}

/** The edit of the image. */
export function degradationStep({ kind, value }: Degradation): ProcessingStep {
  switch (kind) {
    case 'jpeg':
      return { kind, quality: value, chromaSubsampling: '4:2:0' };
    case 'resize':
      return { kind, factor: value, kernel: 'bicubic' };
    case 'blur':
    case 'noise':
      return { kind, sigma: value };
  }
}
