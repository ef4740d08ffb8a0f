import { join } from 'node:path';
import {
  blendImages,
  colorizeMap,
  type DenseArray,
  encodePng,
  orientImage,
  type RasterImage,
  shrinkToFit,
} from '@exifclip/image';
import { mapToImage, type SpliceReport } from '@exifclip/splice';
import { writeFileAtomic } from './write-file-atomic.ts';

/** Pictures for people are at most this long; more is not seen on a screen. */
const longestSide = 2048;

/** EXIF's orientation: how the stored pixels are to be turned to stand upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export interface ReportFilesOptions {
  /** The folder to write to. */
  folder: string;
  /** What every file's name begins with. */
  name: string;
  /** How to turn the pictures upright. */
  orientation: Orientation;
}

/**
 * Writes heatmap, overlay, mask and PCA picture, turned upright.
 *
 * @returns the paths, by kind
 */
export async function writeReportPictures(
  image: RasterImage,
  report: SpliceReport,
  { folder, name, orientation }: ReportFilesOptions,
): Promise<Record<string, string>> {
  const photo = shrinkToFit(image, longestSide);
  const size = { width: photo.width, height: photo.height };
  const heatmap = colorizeMap(mapToImage(report.heatmap, report.grid, size));
  const pictures: Record<string, RasterImage> = {
    heatmap,
    overlay: blendImages(photo, heatmap, 0.5),
    mask: maskPicture(report, size),
    pca: pcaPicture(report, size),
  };
  const files: Record<string, string> = {};
  for (const [kind, picture] of Object.entries(pictures)) {
    const path = join(folder, `${name}.${kind}.png`);
    await writeFileAtomic(path, await encodePng(orientImage(picture, orientation)));
    files[kind] = path;
  }
  return files;
}

type Size = { width: number; height: number };

function maskPicture({ mask, grid }: SpliceReport, size: Size): RasterImage {
  const map = { data: Float32Array.from(mask.data), shape: mask.shape };
  const smooth = mapToImage(map, grid, size);
  return fromChannels([smooth, smooth, smooth], (value) => (value >= 127.5 ? 255 : 0));
}

function pcaPicture({ pca, grid }: SpliceReport, size: Size): RasterImage {
  const [rows, columns] = pca.shape as [number, number, number];
  const channels = [0, 1, 2].map((channel) => {
    const data = Float32Array.from(
      { length: rows * columns },
      (_, i) => pca.data[i * 3 + channel]!,
    );
    return mapToImage({ data, shape: [rows, columns] }, grid, size);
  });
  return fromChannels(channels, Math.round);
}

function fromChannels(
  channels: readonly DenseArray<Float32Array>[],
  toByte: (value: number) => number,
): RasterImage {
  const [height, width] = channels[0]!.shape as [number, number];
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    for (let channel = 0; channel < 3; channel++) {
      data[i * 3 + channel] = toByte(channels[channel]!.data[i]!);
    }
  }
  return { data, width, height, channels: 3 };
}
