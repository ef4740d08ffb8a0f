import { walkFolder } from '@exifclip/datasets/files';
import { inputError } from '../../input-error.ts';
import type { InputPlace } from './input-place.ts';
import { isImageName } from './is-image-name.ts';
import type { FindInputsReport, LeftOutReason } from './left-out.ts';
import { tarInputs } from './tar-inputs.ts';

/**
 * The images of a folder and of those below it, by their names, in the order of their paths, and
 * those in its tar archives. What cannot be read is given all the same: its row says why.
 *
 * @param isWanted which files are given. @defaultValue images and archives
 */
export async function* folderInputs(
  folder: string,
  report: FindInputsReport,
  isWanted: (path: string) => boolean = isPhotoFile,
): AsyncGenerator<InputPlace, void, undefined> {
  try {
    for await (const { path, skip } of walkFolder(folder)) {
      if (skip !== undefined && isNoInput(skip)) report.leftOut(skip, path);
      else if (skip === 'unreadable' && !isPhotoFile(path)) report.problem(path, 'cannot be read');
      else if (!isWanted(path)) report.leftOut('no image by its name', path);
      else if (isTar(path)) yield* tarInputs(path, report);
      else yield { path };
    }
  } catch (cause) {
    report.problem(folder, inputError(folder, cause).message);
  }
}

/** Whether a file is a tar archive by its extension. */
export function isTar(path: string): boolean {
  return /\.tar$/i.test(path);
}

function isPhotoFile(path: string): boolean {
  return isImageName(path) || isTar(path);
}

function isNoInput(skip: string): skip is LeftOutReason {
  return skip === 'hidden' || skip === 'not a file' || skip === 'repeated folder';
}
