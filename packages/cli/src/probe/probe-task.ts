import type { ForgeryEntry, PhotoEntry } from '@exifclip/datasets';
import type { ProbeExample } from './probe-example.ts';

/** How examples are made of images. */
export interface ProbeTaskOptions {
  /** Side of the views, in pixels. */
  side: number;
  /** Seed of which photos are taken, and of what is done to them. */
  seed: number;
  /** At most so many photos; of each class where a photo has only one. */
  limit: number;
}

/** A question that a linear probe is asked, and where its examples come from. */
export type ProbeTask =
  | {
      from: 'photos';
      examples(photos: readonly PhotoEntry[], options: ProbeTaskOptions): ProbeExample[];
    }
  | {
      from: 'forgeries';
      examples(forgeries: readonly ForgeryEntry[], options: ProbeTaskOptions): ProbeExample[];
    };
