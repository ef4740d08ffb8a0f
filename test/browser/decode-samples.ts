import sharp, { type Sharp } from 'sharp';

const WIDTH = 67;
const HEIGHT = 45;

/** A file, and how far its pixels may differ between Node and the browser, in grey levels. */
export interface DecodeSample {
  name: string;
  bytes: Uint8Array;
  tolerance: number;
}

/**
 * One generated picture, of waves and noise, in every format and layout that decoding knows. What
 * is stored without loss must be equal to the bit; JPEG may differ by 2, and AVIF, whose decoders
 * differ in their conversion from YCbCr, by 2 too.
 */
export async function decodeSamples(): Promise<DecodeSample[]> {
  const files: Record<string, Sharp> = { ...pngFiles(), ...tiffFiles(), ...lossyFiles() };
  return Promise.all(
    Object.entries(files).map(async ([name, image]) => ({
      name,
      bytes: new Uint8Array(await image.toBuffer()),
      tolerance: /^(lossy.*\.avif|.*\.jpg)$/.test(name) ? 2 : 0,
    })),
  );
}

const open = (channels: 1 | 3 | 4, bits: 8 | 16 = 8): Sharp => {
  const samples = picture(channels, bits);
  const image = sharp(samples, { raw: { width: WIDTH, height: HEIGHT, channels } });
  const [grey, rgb] = bits === 8 ? (['b-w', 'srgb'] as const) : (['grey16', 'rgb16'] as const);
  return image.toColourspace(channels === 1 ? grey : rgb);
};

function pngFiles(): Record<string, Sharp> {
  return {
    'rgb.png': open(3).png(),
    'rgba.png': open(4).png(),
    'grey.png': open(1).png(),
    'palette.png': open(3).png({ palette: true }),
    'palette-alpha.png': open(4).png({ palette: true }),
    'interlaced.png': open(3).png({ progressive: true }),
    'interlaced-alpha.png': open(4).png({ progressive: true }),
    'rgb16.png': open(3, 16).png(),
    'rgba16.png': open(4, 16).png(),
    'grey16.png': open(1, 16).png(),
    'interlaced16.png': open(3, 16).png({ progressive: true }),
    'profile.png': open(3).withIccProfile('p3').png(),
  };
}

function tiffFiles(): Record<string, Sharp> {
  const lzw = { compression: 'lzw' as const };
  const none = { compression: 'none' as const };
  const tiles = { tile: true, tileWidth: 32, tileHeight: 16 };
  return {
    'none.tif': open(3).tiff(none),
    'lzw.tif': open(3).tiff(lzw),
    'deflate.tif': open(3).tiff({ compression: 'deflate' }),
    'packbits.tif': open(3).tiff({ compression: 'packbits' }),
    'jpeg.tif': open(3).tiff({ compression: 'jpeg' }),
    'jpeg-grey.tif': open(1).tiff({ compression: 'jpeg' }),
    'jpeg-tiles.tif': open(3).tiff({ compression: 'jpeg', ...tiles }),
    'tiles.tif': open(3).tiff({ ...lzw, ...tiles }),
    'differences.tif': open(3).tiff({ compression: 'deflate', predictor: 'horizontal' }),
    'rgb16.tif': open(3, 16).tiff({ ...lzw, predictor: 'horizontal' }),
    'grey16.tif': open(1, 16).tiff(none),
    'rgba.tif': open(4).tiff(lzw),
    'rgba16.tif': open(4, 16).tiff(lzw),
    'grey.tif': open(1).tiff(none),
    'white-is-zero.tif': open(1).tiff({ ...none, miniswhite: true }),
    'bilevel.tif': open(1).tiff({ ...none, bitdepth: 1 }),
    'four-bits.tif': open(1).tiff({ ...none, bitdepth: 4 }),
    'cmyk.tif': open(3).toColourspace('cmyk').tiff(lzw),
    'big.tif': open(3).tiff({ ...lzw, bigtiff: true }),
    'profile.tif': open(3).withIccProfile('p3').tiff(lzw),
  };
}

function lossyFiles(): Record<string, Sharp> {
  const exact = { lossless: true, effort: 0 };
  return {
    'q50-444.jpg': open(3).jpeg({ quality: 50, chromaSubsampling: '4:4:4' }),
    'q50-420.jpg': open(3).jpeg({ quality: 50 }),
    'q90-420.jpg': open(3).jpeg({ quality: 90 }),
    'progressive.jpg': open(3).jpeg({ progressive: true }),
    'grey.jpg': open(1).jpeg(),
    'cmyk.jpg': open(3).toColourspace('cmyk').jpeg({ quality: 95 }),
    'turned.jpg': open(3).withMetadata({ orientation: 6 }).jpeg(),
    'profile.jpg': open(3).withIccProfile('p3').jpeg(),
    'lossless.webp': open(3).webp({ lossless: true }),
    'lossy.webp': open(3).webp(),
    'lossy-alpha.webp': open(4).webp({ exact: true }),
    'turned.webp': open(3).withMetadata({ orientation: 6 }).webp(),
    'lossless.avif': open(3).avif(exact),
    'lossless-alpha.avif': open(4).avif(exact),
    'lossy.avif': open(3).avif({ effort: 0 }),
    'lossy-444.avif': open(3).avif({ effort: 0, chromaSubsampling: '4:4:4', quality: 80 }),
    'few-colours.gif': open(3).gif(),
  };
}

/** Waves of other lengths in every channel, under noise from a seed; alpha is noise alone. */
function picture(channels: number, bits: 8 | 16): Uint8Array | Uint16Array {
  let state = 1;
  const noise = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const samples = new (bits === 8 ? Uint8Array : Uint16Array)(WIDTH * HEIGHT * channels);
  for (let i = 0; i < samples.length; i++) {
    const pixel = Math.floor(i / channels);
    const [column, row, channel] = [pixel % WIDTH, Math.floor(pixel / WIDTH), i % channels];
    const wave = 0.5 + 0.4 * Math.sin(column / 9 + channel) * Math.cos(row / 7);
    const value = channel === 3 ? noise() : wave + (noise() - 0.5) / 16;
    samples[i] = value * (2 ** bits - 1);
  }
  return samples;
}
