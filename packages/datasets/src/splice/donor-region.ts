import { cropImage, type DenseArray, type RasterImage } from '@exifclip/image';
import type { Random } from '../random/random.ts';
import { brushCoverage } from './brush-coverage.ts';
import { type Cutout, cutout } from './cutout.ts';
import { polygonCoverage } from './polygon-coverage.ts';
import { randomRegion } from './random-region.ts';
import { similarCoverage } from './similar-coverage.ts';

/** What is cut out of a donor. */
export type SpliceRegion =
  /** A smooth blob. */
  | { kind: 'polygon' }
  /** A wandering stroke. */
  | { kind: 'brush' }
  /** Like colours, up to their edges. */
  | { kind: 'similar' }
  /** An object: `[height, width]` of the donor, above 0 where it is. */
  | { kind: 'mask'; mask: DenseArray<Uint8Array> };

/**
 * A region of a donor.
 *
 * @param area - in pixels; a mask has its own
 * @param room - how large the region may be at most, in pixels
 * @throws RangeError for a mask that is empty, of another size than the donor, or larger than the
 *   room
 */
export function donorRegion(
  donor: RasterImage,
  region: SpliceRegion,
  area: number,
  room: { width: number; height: number },
  random: Random,
): Cutout {
  if (region.kind === 'mask') return objectRegion(donor, region.mask, room);
  const width = Math.min(donor.width, room.width);
  const height = Math.min(donor.height, room.height);
  const frame = {
    x: random.integer(donor.width - width + 1),
    y: random.integer(donor.height - height + 1),
  };
  const share = Math.min(area / (width * height), 0.5);
  const pixels = share * width * height;
  switch (region.kind) {
    case 'polygon': {
      const outline = randomRegion(width, height, random, { areaShare: share });
      return cutout(polygonCoverage(outline, width, height), width, frame);
    }
    case 'brush':
      return cutout(brushCoverage(width, height, pixels, random), width, frame);
    case 'similar': {
      const part = cropImage(donor, { ...frame, width, height });
      return cutout(similarCoverage(part, pixels, random), width, frame);
    }
  }
}

function objectRegion(
  { width, height }: RasterImage,
  { data, shape }: DenseArray<Uint8Array>,
  room: { width: number; height: number },
): Cutout {
  if (shape.length !== 2 || shape[0] !== height || shape[1] !== width) {
    throw new RangeError(
      `expected a mask of the donor's shape [${height}, ${width}], got [${shape.join(', ')}]`,
    );
  }
  const object = cutout(
    Array.from(data, (value) => (value > 0 ? 1 : 0)),
    width,
  );
  if (object.width > room.width || object.height > room.height) {
    throw new RangeError(
      `expected an object of at most ${room.width}×${room.height} pixels, ` +
        `got ${object.width}×${object.height}`,
    );
  }
  return object;
}
