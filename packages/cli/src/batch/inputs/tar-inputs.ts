import { open } from 'node:fs/promises';
import { posix } from 'node:path';
import { scanTar } from '@exifclip/datasets/files';
import { inputError } from '../../input-error.ts';
import type { InputPlace } from './input-place.ts';
import { isImageName } from './is-image-name.ts';
import type { FindInputsReport } from './left-out.ts';

/**
 * The images in a tar archive by their names, in its order, from its headers alone. Of one that is
 * cut off, those before the cut are given.
 */
export async function* tarInputs(
  archive: string,
  report: FindInputsReport,
): AsyncGenerator<InputPlace, void, undefined> {
  try {
    const file = await open(archive);
    try {
      const { size } = await file.stat();
      const read = async (start: number, end: number): Promise<Uint8Array> => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), {
          position: start,
        });
        return buffer.subarray(0, bytesRead);
      };
      for await (const { name, offset, size: length } of scanTar({ size, read }, archive)) {
        const path = `${archive}!/${posix.join('/', name).slice(1)}`;
        if (posix.basename(name).startsWith('.')) report.leftOut('hidden', path);
        else if (!isImageName(name)) report.leftOut('no image by its name', path);
        else yield { path, member: { archive, offset, size: length } };
      }
    } finally {
      await file.close();
    }
  } catch (cause) {
    report.problem(archive, inputError(archive, cause).message);
  }
}
