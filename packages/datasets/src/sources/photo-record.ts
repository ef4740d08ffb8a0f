import type { ExifTags } from '@exifclip/exif-text';

/** A photo as a source gives it: what is known of it, and its bytes when asked for. */
export interface PhotoRecord {
  /** Names the photo within its source, the same in every run; tells nothing of a file's name. */
  id: string;
  /** What to call it in a report: a path relative to the source, or a key. */
  name: string;
  /** Where it is from, such as a folder or a photographer. */
  group: string;
  /** Its camera tags. */
  tags: ExifTags;
  /** Entries of the source up to this one: `start` for what comes after it. */
  position: number;
  /** The bytes of the image's file; of its first cut where the source has only `cuts`. */
  bytes(): Promise<Uint8Array>;
  /** Lossless cuts, where the source has those and not the whole photo. */
  cuts?: readonly PhotoCut[];
  /** Size of the whole photo in pixels, where it is known. */
  size?: { width: number; height: number };
  /** The split that the source puts it in. */
  split?: 'train' | 'val';
  /** Whether it shows the colour chart that many cameras photographed. */
  colourChart?: boolean;
  /** Whether it has too little texture to say much, where that is known. */
  lowTexture?: boolean;
}

/** A lossless cut of a photo. */
export interface PhotoCut {
  /** How the place was chosen: `central` or `textured`. */
  kind: string;
  /** Upper left corner in the photo, in pixels. */
  x: number;
  y: number;
  /** The bytes of the image's file. */
  bytes(): Promise<Uint8Array>;
}
