import type { RasterImage } from './raster-image.ts';

/** What a platform brings: `codec.node.ts` and `codec.browser.ts` each export one as `codec`. */
export interface Codec {
  /** Decodes the stored pixels; throws ImageDecodeError. */
  decode(bytes: Uint8Array, options: CodecDecodeOptions): Promise<RasterImage>;
  encodePng(pixels: CodecPixels): Promise<Uint8Array>;
  encodeJpeg(pixels: CodecPixels, options: CodecJpegOptions): Promise<Uint8Array>;
}

export interface CodecDecodeOptions {
  /** Name of the input in error messages. */
  inputName: string;
  /** Largest allowed width * height. */
  maxPixels: number;
  signal: AbortSignal | undefined;
}

export interface CodecJpegOptions {
  /** 1…100. */
  quality: number;
  chromaSubsampling: '4:4:4' | '4:2:0';
}

/** Interleaved bytes of a grey or RGB picture. */
export interface CodecPixels {
  data: Uint8Array;
  width: number;
  height: number;
  channels: 1 | 3;
}
