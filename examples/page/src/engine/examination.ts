import type { MetadataVerdict } from '@exifclip/models';
import type { PageData } from '@exifclip/splice/report';

/**
 * What was found in one photo. All that is large is a Blob, which browsers keep outside the page's
 * own memory.
 */
export interface Examination {
  /** At least 0; higher = more likely spliced. */
  score: number;
  /** The score by the model's calibration, 0…1. */
  probability: number | undefined;
  /** Of the photo as stored, in pixels. */
  width: number;
  height: number;
  /** Why the result may say little. */
  warnings: readonly string[];
  /** The photo, upright, as a JPEG file of at most 1,600 pixels. */
  photo: Blob;
  /** The same, small. */
  thumbnail: Blob;
  /** A {@link Sheet} as JSON. */
  sheet: Blob;
  /** The report as one HTML file, as the command writes it. */
  page: Blob;
  /** The report as JSON, as the command writes it. */
  document: Blob;
}

/** What is shown of a photo: sections of its report as markup, and what their maps are drawn from. */
export interface Sheet {
  result: string;
  stage: string;
  meaning: string;
  exif: string;
  origin: string;
  data: PageData;
  verdict: MetadataVerdict;
}
