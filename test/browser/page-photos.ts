import { encodePng } from '@exifclip/image';
import sharp from 'sharp';
import { madePhoto } from './made-photo.ts';

/** A file as Playwright hands it to an `input`. */
export interface UploadFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** What is dropped on the analyst's page: made photos, and what it cannot examine. */
export interface PagePhotos {
  png: UploadFile;
  /** With EXIF, and lying on its side. */
  jpeg: UploadFile;
  tiff: UploadFile;
  /** Of a size that takes a while. */
  slow: UploadFile;
  /** Bytes that are no image. */
  broken: UploadFile;
  /** The beginning of a photo from a telephone. */
  heic: UploadFile;
  /** A header that announces 400 megapixels. */
  huge: UploadFile;
  /** Smaller than one patch. */
  tiny: UploadFile;
}

export async function pagePhotos(): Promise<PagePhotos> {
  const open = (width: number, height: number) => {
    const { data } = madePhoto(width, height);
    return sharp(data, { raw: { width, height, channels: 3 } });
  };
  const exif = {
    IFD0: { Make: 'Canon', Model: 'Canon EOS 350D', Artist: 'A. Nyone' },
    IFD2: { ExposureTime: '1/60', FNumber: '28/10', BodySerialNumber: '0123456789' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
  };
  const png = await encodePng(madePhoto(200, 150));
  return {
    png: fileOf('made.png', png),
    jpeg: fileOf(
      'on-its-side.jpg',
      await open(160, 128).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    ),
    tiff: fileOf('made.tif', await open(128, 96).tiff({ compression: 'lzw' }).toBuffer()),
    slow: fileOf('slow.png', await open(900, 700).png().toBuffer()),
    broken: fileOf('broken.jpg', Buffer.from('this was never an image')),
    heic: fileOf('telephone.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')),
    huge: fileOf('huge.png', hugePng(png)),
    tiny: fileOf('tiny.png', await encodePng(madePhoto(20, 20))),
  };
}

function fileOf(name: string, bytes: Uint8Array): UploadFile {
  return { name, mimeType: '', buffer: Buffer.from(bytes) };
}

/** Another size in the header; whoever looks further would find its checksum wrong. */
function hugePng(png: Uint8Array): Uint8Array {
  const bytes = Buffer.from(png);
  bytes.writeUInt32BE(20_000, 16);
  bytes.writeUInt32BE(20_000, 20);
  return bytes;
}
