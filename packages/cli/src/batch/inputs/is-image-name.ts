import { extname } from 'node:path';

const extensions = new Set(
  ['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'tif', 'tiff', 'webp', 'avif', 'gif']
    .concat(['heic', 'heif', 'jxl'])
    .map((extension) => `.${extension}`),
);

/** Whether a file is an image by its extension. */
export function isImageName(path: string): boolean {
  return extensions.has(extname(path).toLowerCase());
}
