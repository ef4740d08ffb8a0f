import type { RasterImage } from '@exifclip/image';

/** One view to be told apart from views of other classes; opened when it is its turn. */
export interface ProbeExample {
  /** Names it in messages. */
  id: string;
  /** What it shares a photo with: none of them is on the other side of a split. */
  group: string;
  /** Its class. */
  label: string;
  /** A square view of the side that the probe works with. */
  load(): Promise<RasterImage>;
}
