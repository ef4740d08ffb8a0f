import type { KernelEnum } from 'sharp';
import type { ResizeKernel } from './processing-step.ts';
import type { ResizeCodec } from './resize-codec.ts';

/**
 * The resizing of libvips, through sharp: fixed-point weights at 64 places between two pixels, both
 * passes rounded to 8 bits. It knows all kernels of a `ResizeStep` but `area`.
 */
export const sharpResizer: ResizeCodec = {
  resize: async ({ data, width, height }, factor, kernel) => {
    const name = KERNELS[kernel];
    if (!(Number.isFinite(factor) && factor > 0)) {
      throw new RangeError(`expected a resize factor above 0, got ${factor}`);
    }
    if (!name) throw new RangeError(`expected a kernel that libvips has, got ${kernel}`);
    const size = [width, height].map((side) => Math.max(1, Math.round(side * factor)));
    const { default: sharp } = await import('sharp');
    const resized = await sharp(data, {
      raw: { width, height, channels: 3 },
      limitInputPixels: false,
    })
      .resize(size[0], size[1], { kernel: name, fit: 'fill' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { buffer, byteOffset, length } = resized.data;
    return {
      data: new Uint8Array(buffer, byteOffset, length),
      width: resized.info.width,
      height: resized.info.height,
      channels: 3,
    };
  },
};

const KERNELS: Readonly<Partial<Record<ResizeKernel, keyof KernelEnum>>> = {
  nearest: 'nearest',
  bilinear: 'linear',
  bicubic: 'cubic',
  mitchell: 'mitchell',
  lanczos2: 'lanczos2',
  lanczos3: 'lanczos3',
};
