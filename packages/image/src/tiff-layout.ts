import type { GeoTIFFImage } from 'geotiff';

/** How the first image of a TIFF file lies in it. */
export interface TiffLayout {
  width: number;
  height: number;
  /** Pixels a tile, or a whole row of the image where it lies in strips. */
  blockWidth: number;
  /** Rows a tile or strip. */
  blockHeight: number;
  /** Stored channels a pixel. */
  channels: number;
  /** Whether each channel lies in blocks of its own. */
  planar: boolean;
  bits: 1 | 2 | 4 | 8 | 16;
  littleEndian: boolean;
  photometric: Photometric;
  compression: number;
  /** Whether each sample is stored as its difference from the one on its left. */
  differences: boolean;
  /** Of a palette: red, green and blue in turn, 16 bits each. */
  palette: Uint16Array | undefined;
}

export type Photometric = 'white-is-zero' | 'black-is-zero' | 'rgb' | 'palette' | 'cmyk' | 'ycbcr';

const PHOTOMETRICS: Readonly<Record<number, Photometric>> = {
  0: 'white-is-zero',
  1: 'black-is-zero',
  2: 'rgb',
  3: 'palette',
  5: 'cmyk',
  6: 'ycbcr',
};

/** Compression tags: none, LZW, JPEG, Deflate by its two numbers, PackBits. */
export const TIFF_COMPRESSION = {
  none: 1,
  lzw: 5,
  jpeg: 7,
  deflate: 8,
  oldDeflate: 32946,
  packBits: 32773,
} as const;

const COMPRESSIONS: readonly number[] = Object.values(TIFF_COMPRESSION);
const BITS: readonly number[] = [1, 2, 4, 8, 16];
const MAX_CHANNELS = 16;
const MAX_BLOCKS = 2 ** 17;

/**
 * Reads the layout from the tags.
 *
 * @throws Error when it is none that can be decoded, or one that no sane file has
 */
export async function tiffLayout(image: GeoTIFFImage): Promise<TiffLayout> {
  const tags = image.fileDirectory;
  const channels = image.getSamplesPerPixel();
  const bits = Array.from(tags.getValue('BitsPerSample') ?? [1]);
  const formats = Array.from(tags.getValue('SampleFormat') ?? [1]);
  const compression = tags.getValue('Compression') ?? TIFF_COMPRESSION.none;
  const photometric = PHOTOMETRICS[tags.getValue('PhotometricInterpretation') ?? -1];
  const predictor = (await tags.loadValue('Predictor')) ?? 1;
  const depth = BITS.find((value) => bits.every((each) => each === value));
  if (!depth || !formats.every((format) => format === 1)) {
    throw new Error(
      `expected 1 to 16 bits of unsigned integers, got ${bits.slice(0, 4)} bits of format ${formats.slice(0, 4)}`,
    );
  }
  if (!photometric || (photometric === 'ycbcr' && compression !== TIFF_COMPRESSION.jpeg)) {
    throw new Error('expected grey, RGB, palette or CMYK pixels');
  }
  if (compression === TIFF_COMPRESSION.jpeg && (depth !== 8 || photometric === 'cmyk')) {
    throw new Error(`expected JPEG blocks of grey or RGB, got ${photometric} of ${depth} bits`);
  }
  if (!COMPRESSIONS.includes(compression)) {
    throw new Error(
      `expected no compression, LZW, Deflate, PackBits or JPEG, got compression ${compression}`,
    );
  }
  if (![1, 2].includes(predictor) || (predictor === 2 && depth < 8)) {
    throw new Error(`expected differences of whole bytes or none, got predictor ${predictor}`);
  }
  const palette = photometric === 'palette' ? await readPalette(tags, depth) : undefined;
  const layout: TiffLayout = {
    width: image.getWidth(),
    height: image.getHeight(),
    blockWidth: image.getTileWidth(),
    blockHeight: image.getTileHeight(),
    channels,
    planar: tags.getValue('PlanarConfiguration') === 2,
    bits: depth as TiffLayout['bits'],
    littleEndian: image.littleEndian,
    photometric,
    compression,
    // As libtiff has it: other codings take no notice of the tag.
    differences: predictor === 2 && takesDifferences(compression),
    palette,
  };
  assertSane(layout);
  return layout;
}

function takesDifferences(compression: number): boolean {
  const { lzw, deflate, oldDeflate } = TIFF_COMPRESSION;
  return [lzw, deflate, oldDeflate].some((each) => each === compression);
}

async function readPalette(
  tags: GeoTIFFImage['fileDirectory'],
  bits: number,
): Promise<Uint16Array> {
  const values = Array.from(((await tags.loadValue('ColorMap')) ?? []) as ArrayLike<number>);
  if (bits > 8 || values.length !== 3 * 2 ** bits) {
    throw new Error(
      `expected a palette of 1 to 8 bits and three values a colour, got ${bits} bits and ${values.length} values`,
    );
  }
  return Uint16Array.from(values);
}

/** Channels that make the colour, the first ones of those stored. */
export function colorChannels({ photometric }: TiffLayout): number {
  return { rgb: 3, ycbcr: 3, cmyk: 4 }[photometric as string] ?? 1;
}

function assertSane(layout: TiffLayout): void {
  const { width, height, blockWidth, blockHeight, channels } = layout;
  if (
    ![width, height, blockWidth, blockHeight].every(
      (size) => Number.isSafeInteger(size) && size > 0,
    )
  ) {
    throw new Error(
      `expected sizes of whole pixels, got ${width}x${height} in ${blockWidth}x${blockHeight}`,
    );
  }
  // The tag may hold anything, an array too.
  if (!(channels >= colorChannels(layout) && channels <= MAX_CHANNELS && channels % 1 === 0)) {
    throw new Error(
      `expected ${colorChannels(layout)} to ${MAX_CHANNELS} channels, got ${String(channels).slice(0, 20)}`,
    );
  }
  const blocks = Math.ceil(width / blockWidth) * Math.ceil(height / blockHeight);
  if (blocks > MAX_BLOCKS) {
    throw new Error(`expected at most ${MAX_BLOCKS} tiles or strips, got ${blocks}`);
  }
}
