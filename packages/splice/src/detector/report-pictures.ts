import {
  blendImages,
  colorizeMap,
  orientImage,
  type RasterImage,
  shrinkToFit,
} from '@exifclip/image';
import { mapToImage } from '../cells/map-to-image.ts';
import type { SpliceReport } from './splice-report.ts';

/** Options of {@link reportPictures}. */
export interface ReportPicturesOptions {
  /** Longest side in pixels; more is not seen on a screen. @defaultValue 2048 */
  longestSide?: number | undefined;
  /** EXIF's orientation, 1…8: the pictures are turned upright by it. @defaultValue 1 */
  orientation?: number | undefined;
}

/** The pictures of a report, by kind; all of one size. */
export type ReportPictureKind = 'photo' | 'heatmap' | 'overlay' | 'mask' | 'pca';

/**
 * Draws a report for people: photo, heatmap in colours, both blended, mask and PCA picture, each
 * made when it is asked for, so that one can be encoded while the next is drawn.
 *
 * @param image - the pixels that were analysed
 * @throws RangeError when image and report do not belong together, or for a wrong orientation
 */
export function* reportPictures(
  image: RasterImage,
  report: Pick<SpliceReport, 'heatmap' | 'mask' | 'pca' | 'grid'>,
  { longestSide = 2048, orientation = 1 }: ReportPicturesOptions = {},
): Generator<[kind: ReportPictureKind, picture: RasterImage]> {
  const { grid } = report;
  if (image.width !== grid.imageWidth || image.height !== grid.imageHeight) {
    throw new RangeError(
      `expected the image of the report, ${grid.imageWidth}x${grid.imageHeight}, got ${image.width}x${image.height}`,
    );
  }
  const photo = shrinkToFit(image, longestSide);
  const size = { width: photo.width, height: photo.height };
  // Turning copies, and most photos stand upright.
  const upright = (picture: RasterImage) =>
    orientation === 1 ? picture : orientImage(picture, orientation);
  const heatmap = colorizeMap(mapToImage(report.heatmap, grid, size));
  // The slowest to encode comes first.
  yield ['overlay', upright(blendImages(photo, heatmap, 0.5))];
  yield ['photo', upright(photo)];
  yield ['heatmap', upright(heatmap)];
  yield ['mask', upright(maskPicture(report, size))];
  yield ['pca', upright(pcaPicture(report, size))];
}

type Size = { width: number; height: number };
type Drawn = Pick<SpliceReport, 'mask' | 'pca' | 'grid'>;

function maskPicture({ mask, grid }: Drawn, size: Size): RasterImage {
  const map = { data: Float32Array.from(mask.data), shape: mask.shape };
  const { data: values, shape } = mapToImage(map, grid, size);
  const [height, width] = shape as [number, number];
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < values.length; i++) {
    if (values[i]! >= 127.5) data.fill(255, i * 3, i * 3 + 3);
  }
  return { data, width, height, channels: 3 };
}

function pcaPicture({ pca, grid }: Drawn, size: Size): RasterImage {
  const [rows, columns] = pca.shape as [number, number, number];
  const channels = [0, 1, 2].map((channel) => {
    const data = Float32Array.from(
      { length: rows * columns },
      (_, i) => pca.data[i * 3 + channel]!,
    );
    return mapToImage({ data, shape: [rows, columns] }, grid, size);
  });
  const { width, height } = size;
  const data = new Uint8Array(width * height * 3);
  for (const [channel, { data: values }] of channels.entries()) {
    // Storing truncates, and no value is below 0.
    for (let i = 0, to = channel; i < values.length; i++, to += 3) data[to] = values[i]! + 0.5;
  }
  return { data, width, height, channels: 3 };
}
