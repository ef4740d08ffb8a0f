import { encodeJpeg } from '@exifclip/image';
import { createRandom, proceduralScene } from '../src/index.ts';

/** Directory 0 of Exif: text by tag number. */
const NUMBERS: Readonly<Record<string, number>> = { Make: 0x010f, Model: 0x0110, Software: 0x0131 };

/**
 * The bytes of a JPEG of a made-up scene.
 *
 * @param seed - names the scene
 * @param tags - Make, Model or Software; without any, the file has no EXIF
 */
export async function testJpeg(
  seed: string,
  {
    width = 192,
    height = 160,
    tags = { Make: 'Canon', Model: `EOS ${seed}` },
  }: TestJpegOptions = {},
): Promise<Uint8Array> {
  const jpeg = await encodeJpeg(proceduralScene(width, height, createRandom(seed)));
  const exif = exifSegment(tags);
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
}

export interface TestJpegOptions {
  width?: number;
  height?: number;
  tags?: Readonly<Record<string, string>>;
}

/** A big-endian TIFF of one directory in an APP1 segment. */
function exifSegment(tags: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(tags);
  if (entries.length === 0) return new Uint8Array(0);
  const start = 8 + 2 + 12 * entries.length + 4;
  const texts: Buffer[] = [];
  const directory = Buffer.alloc(start);
  directory.write('MM\0*\0\0\0\x08', 'latin1');
  directory.writeUInt16BE(entries.length, 8);
  let at = start;
  for (const [i, [name, value]] of entries.entries()) {
    const text = Buffer.from(`${value.padEnd(4)}\0`, 'latin1');
    const entry = 10 + 12 * i;
    directory.writeUInt16BE(NUMBERS[name]!, entry);
    directory.writeUInt16BE(2, entry + 2);
    directory.writeUInt32BE(text.length, entry + 4);
    directory.writeUInt32BE(at, entry + 8);
    texts.push(text);
    at += text.length;
  }
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), directory, ...texts]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}
