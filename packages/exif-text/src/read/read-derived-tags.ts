import type { ExifTag, ExifTags } from '../tags/exif-tags.ts';
import { bytesOfView } from './bytes-of-view.ts';
import { fileType } from './file-type.ts';
import { jpegSegments } from './jpeg-segments.ts';
import { type JpegTables, parseJpegTables } from './parse-jpeg-tables.ts';
import { qualityEstimate } from './quality-estimate.ts';
import { tablesClass } from './tables-class.ts';

/** Coding processes by the last digit of the start-of-frame marker FFC0…FFCF, as exiftool names them. */
const PROCESSES: Readonly<Record<number, string>> = {
  0: 'Baseline DCT, Huffman coding',
  1: 'Extended sequential DCT, Huffman coding',
  2: 'Progressive DCT, Huffman coding',
  3: 'Lossless, Huffman coding',
  5: 'Sequential DCT, differential Huffman coding',
  6: 'Progressive DCT, differential Huffman coding',
  7: 'Lossless, Differential Huffman coding',
  9: 'Extended sequential DCT, arithmetic coding',
  10: 'Progressive DCT, arithmetic coding',
  11: 'Lossless, arithmetic coding',
  13: 'Sequential DCT, differential arithmetic coding',
  14: 'Progressive DCT, differential arithmetic coding',
  15: 'Lossless, differential arithmetic coding',
};

const RATIOS: Readonly<Record<string, string>> = {
  '1 1': '4:4:4',
  '2 1': '4:2:2',
  '2 2': '4:2:0',
  '1 2': '4:4:0',
  '4 1': '4:1:1',
  '4 2': '4:1:0',
};

/**
 * What a decoder derives from a file besides its EXIF, in exiftool's words where it has them:
 * FileType of any image; of a JPEG also EncodingProcess, BitsPerSample, ColorComponents,
 * YCbCrSubSampling, ExifByteOrder, JPEGQualityEstimate and QuantizationTables.
 *
 * @param view of the whole file; what its reads throw ends the parse
 * @returns what was found before the file stopped making sense, `[]` for what is no image
 */
export function readDerivedTags(view: DataView): ExifTags {
  const found = new Map<string, string>();
  const add = (tags: ExifTags): void => {
    for (const { name, value } of tags) if (!found.has(name)) found.set(name, value);
  };
  try {
    const type = fileType(view);
    if (type !== undefined) add([{ name: 'FileType', value: type }]);
    const tables = new Map<number, readonly number[]>();
    for (const { marker, start, end } of jpegSegments(view)) {
      if (marker === 0xe1) add(exifByteOrder(bytesOfView(view, start, start + 8)));
      if (isStartOfFrame(marker)) add(frameTags(marker, bytesOfView(view, start, end)));
      if (marker === 0xdb) copyInto(tables, parseJpegTables(bytesOfView(view, start, end)));
    }
    add(tableTags(tables));
  } catch (error) {
    // A read beyond the meter or of a page that is not there yet: what was found is the answer.
    if (!(error instanceof RangeError)) throw error;
  }
  return [...found].map(([name, value]) => ({ name, value }));
}

function copyInto(tables: Map<number, readonly number[]>, more: JpegTables): void {
  for (const [number, values] of more) tables.set(number, values);
}

function tableTags(tables: JpegTables): ExifTags {
  const quality = qualityEstimate(tables);
  const type = tablesClass(tables);
  if (quality === undefined || type === undefined) return [];
  return [
    { name: 'JPEGQualityEstimate', value: String(quality) },
    { name: 'QuantizationTables', value: type },
  ];
}

function isStartOfFrame(marker: number): boolean {
  return (marker & 0xf0) === 0xc0 && PROCESSES[marker & 0x0f] !== undefined;
}

function frameTags(marker: number, content: Uint8Array): ExifTags {
  const components = content[5];
  if (components === undefined) return [];
  const tags: ExifTag[] = [
    { name: 'EncodingProcess', value: PROCESSES[marker & 0x0f]! },
    { name: 'BitsPerSample', value: String(content[0]) },
    { name: 'ColorComponents', value: String(components) },
  ];
  const sampling = components === 3 ? chromaSampling(content) : undefined;
  if (sampling !== undefined) tags.push({ name: 'YCbCrSubSampling', value: sampling });
  return tags;
}

/** Luma samples per chroma sample across and down. */
function chromaSampling(content: Uint8Array): string | undefined {
  const [luma, blue] = [content[7], content[10]];
  if (luma === undefined || blue === undefined) return undefined;
  const across = (luma >> 4) / (blue >> 4);
  const down = (luma & 15) / (blue & 15);
  if (!Number.isInteger(across) || !Number.isInteger(down)) return undefined;
  const factors = `${across} ${down}`;
  const ratio = RATIOS[factors];
  return ratio === undefined ? factors : `YCbCr${ratio} (${factors})`;
}

function exifByteOrder(content: Uint8Array): ExifTags {
  const head = String.fromCharCode(...content.subarray(0, 8));
  if (head === 'Exif\0\0II') {
    return [{ name: 'ExifByteOrder', value: 'Little-endian (Intel, II)' }];
  }
  if (head === 'Exif\0\0MM') {
    return [{ name: 'ExifByteOrder', value: 'Big-endian (Motorola, MM)' }];
  }
  return [];
}
