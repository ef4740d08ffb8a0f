import { readExifTags, readOrientation } from '@exifclip/exif-text';
import type { RasterImage } from '@exifclip/image';
import { sha256, verifyMetadata } from '@exifclip/models';
import { version } from '@exifclip/splice/package.json';
import { renderReport, reportDocument, reportPhoto, reportSections } from '@exifclip/splice/report';
import type { Progress } from '../engine/engine-message.ts';
import type { Examination, Sheet } from '../engine/examination.ts';
import { isHeic } from './is-heic.ts';
import { MOST_BYTES, MOST_PIXELS } from './limits.ts';
import type { Examiner } from './open-examiner.ts';
import { PhotoError } from './photo-error.ts';

/**
 * From a file to all that is shown of it.
 *
 * @throws PhotoError, ImageDecodeError, ImageTooSmallError for what cannot be examined
 */
export async function examinePhoto(
  { detector, reader }: Examiner,
  file: File,
  onProgress: (progress: Progress) => void,
): Promise<Examination> {
  const started = performance.now();
  onProgress({ step: 'reading', share: 0 });
  const bytes = await readPhoto(file);
  let image: RasterImage | undefined;
  const report = await detector.analyze(bytes, {
    name: file.name,
    maxPixels: MOST_PIXELS,
    onImage: (decoded) => {
      image = decoded;
    },
    onProgress: (done, total) => onProgress({ step: 'comparing', share: done / total }),
  });
  onProgress({ step: 'verifying', share: 0 });
  const tags = readExifTags(bytes);
  const verdict = await verifyMetadata(reader, { image: image!, tags });

  onProgress({ step: 'writing', share: 0 });
  const orientation = readOrientation(bytes);
  const photo = await reportPhoto(image!, { orientation });
  const thumbnail = await reportPhoto(image!, { orientation, longestSide: 160 });
  const input = file.name;
  const told = { orientation, tags, sha256: await sha256(bytes), producer: `exifclip ${version}` };
  const page = renderReport(report, { ...told, input, photo });
  const seconds = (performance.now() - started) / 1000;
  const document = reportDocument(report, { ...told, input, seconds });
  const { data, ...sections } = reportSections(report, told);
  const markup = Object.fromEntries(
    Object.entries(sections).map(([name, section]) => [name, section.markup]),
  );
  const sheet = { ...markup, data, verdict } as Sheet;
  return {
    score: report.score,
    probability: report.probability,
    width: image!.width,
    height: image!.height,
    warnings: report.warnings,
    photo: blobOf(photo, 'image/jpeg'),
    thumbnail: blobOf(thumbnail, 'image/jpeg'),
    sheet: blobOf(JSON.stringify(sheet), 'application/json'),
    page: blobOf(page, 'text/html'),
    document: blobOf(`${JSON.stringify(document)}\n`, 'application/json'),
  };
}

async function readPhoto(file: File): Promise<Uint8Array> {
  if (file.size > MOST_BYTES) {
    const size = Math.round(file.size / 1e6).toLocaleString('en');
    throw new PhotoError(
      `Too large for a browser: a file of ${size} MB; up to ${MOST_BYTES / 1e6} are read here. The command exifclip, which runs outside the browser, takes it.`,
    );
  }
  const buffer = await file.arrayBuffer().catch((cause: unknown) => {
    const reason = 'The file could not be read. It may be a folder, or have been moved or changed.';
    throw new PhotoError(reason, { cause });
  });
  const bytes = new Uint8Array(buffer);
  if (isHeic(bytes)) {
    throw new PhotoError(
      'This is a HEIC photo, as iPhones take them, and browsers cannot read its pixels. Save it as JPEG at the best quality, or as PNG, and drop that here: on a Mac with Preview › Export, on Windows with Photos › Save as. To take JPEG in future: Settings › Camera › Formats › Most Compatible.',
    );
  }
  return bytes;
}

function blobOf(content: string | Uint8Array, type: string): Blob {
  return new Blob([content as BlobPart], { type });
}
