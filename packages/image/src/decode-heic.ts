import { HEIC_PACKAGE, needsHeicPackage } from './decode-reasons.ts';
import type { RasterImage } from './raster-image.ts';

/** The part of libheif's API that this file uses. */
interface Libheif {
  heif_context_alloc(): unknown;
  heif_context_read_from_memory(context: unknown, bytes: Uint8Array): HeifError;
  heif_js_context_get_primary_image_handle(context: unknown): unknown;
  heif_js_decode_image2(handle: unknown, space: unknown, chroma: unknown): HeifImage | HeifError;
  heif_image_handle_get_width(handle: unknown): number;
  heif_image_handle_get_height(handle: unknown): number;
  heif_colorspace: { heif_colorspace_RGB: unknown };
  heif_chroma: { heif_chroma_interleaved_RGB: unknown };
}

interface HeifError {
  code: { value: number };
  message: string;
}

interface HeifImage {
  width: number;
  height: number;
  channels: readonly [{ data: Uint8Array; stride: number }];
}

/**
 * Decodes the primary image of a HEIC file by libheif, the same in Node and in the browser. Turns
 * and crops that the file's own boxes prescribe are part of its decoding and are applied.
 *
 * @param assertSize called with the size before the pixels are decoded; throws to refuse it
 * @throws Error when `libheif-js`, an optional peer, is not installed, or the file is damaged
 */
export async function decodeHeic(
  bytes: Uint8Array,
  assertSize: (size: { width: number; height: number }) => void,
): Promise<RasterImage> {
  // One instance a file: what a hostile one does to its memory ends with it.
  const libheif = (await loadLibheif())();
  const context = libheif.heif_context_alloc();
  assertNoError(libheif.heif_context_read_from_memory(context, bytes));
  const handle = libheif.heif_js_context_get_primary_image_handle(context);
  assertNoError(handle);
  assertSize({
    width: libheif.heif_image_handle_get_width(handle),
    height: libheif.heif_image_handle_get_height(handle),
  });
  const image = libheif.heif_js_decode_image2(
    handle,
    libheif.heif_colorspace.heif_colorspace_RGB,
    libheif.heif_chroma.heif_chroma_interleaved_RGB,
  );
  assertNoError(image);
  return withoutStride(image as HeifImage);
}

async function loadLibheif(): Promise<() => Libheif> {
  const module = await importBundle();
  if (typeof module.default !== 'function') {
    throw new Error(`expected ${HEIC_PACKAGE} to export a function, got ${typeof module.default}`);
  }
  return module.default as unknown as () => Libheif;
}

async function importBundle() {
  try {
    // The module with its WebAssembly inside: bundlers need no set-up for it. In a `try`, by which
    // webpack knows an import that may be missing.
    return await import('libheif-js/libheif-wasm/libheif-bundle.mjs');
  } catch (cause) {
    throw new Error(needsHeicPackage(), { cause });
  }
}

function assertNoError(result: unknown): void {
  const { code, message } = (result ?? {}) as Partial<HeifError>;
  if (code !== undefined && code.value !== 0) {
    throw new Error(`libheif: ${String(message).trim().split('\n', 1)[0]}`);
  }
}

function withoutStride({ width, height, channels }: HeifImage): RasterImage {
  const [{ data: rows, stride }] = channels;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    data.set(rows.subarray(y * stride, y * stride + width * 3), y * width * 3);
  }
  return { data, width, height, channels: 3 };
}
