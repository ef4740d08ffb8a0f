import { join } from 'node:path';
import { encodePng, type RasterImage } from '@exifclip/image';
import { reportPictures, type SpliceReport } from '@exifclip/splice';
import { writeFileAtomic } from './write-file-atomic.ts';

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

/** Pictures that are drawn, and are being written. */
export interface DrawnPictures {
  /** The photo, upright and at most 2,048 pixels long. */
  photo: RasterImage;
  /** The paths, by kind, once all is written. */
  files: Promise<Record<string, string>>;
}

/**
 * Draws heatmap, overlay, mask and PCA picture, turned upright, and begins to write them; returns
 * when all are drawn, so that something else can be done while they are encoded.
 */
export async function writeReportPictures(
  image: RasterImage,
  report: SpliceReport,
  { folder, name, orientation }: ReportFilesOptions,
): Promise<DrawnPictures> {
  const write = async (kind: string, picture: RasterImage) => {
    const path = join(folder, `${name}.${kind}.png`);
    await writeFileAtomic(path, await encodePng(picture));
    return [kind, path] as const;
  };
  const written: ReturnType<typeof write>[] = [];
  let photo = image;
  for (const [kind, picture] of reportPictures(image, report, { orientation })) {
    if (kind === 'photo') photo = picture;
    else written.push(write(kind, picture));
    // Lets the encoder's thread begin before the next picture is drawn.
    await Promise.resolve();
  }
  return { photo, files: Promise.all(written).then(pathsByKind) };
}

function pathsByKind(written: (readonly [kind: string, path: string])[]): Record<string, string> {
  const { heatmap, overlay, mask, pca } = Object.fromEntries(written);
  return { heatmap: heatmap!, overlay: overlay!, mask: mask!, pca: pca! };
}
