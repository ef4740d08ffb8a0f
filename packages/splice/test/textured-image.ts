import type { RasterImage } from '@exifclip/image';

/** Smooth waves with fine noise, as photos have; the same every time. */
export function texturedImage(width: number, height: number): RasterImage {
  let state = 3;
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const pixel = Math.floor(i / 3);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    data[i] = 120 + 60 * Math.sin(x / 30) * Math.cos(y / 41) + (state >>> 27);
  }
  return { data, width, height, channels: 3 };
}

/** Enlarges or shrinks by linear interpolation. */
export function interpolated(image: RasterImage, factor: number): RasterImage {
  const width = Math.floor((image.width - 1) * factor);
  const height = Math.floor((image.height - 1) * factor);
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, to = 0; y < height; y++) {
    const top = Math.floor(y / factor);
    const down = y / factor - top;
    for (let x = 0; x < width; x++) {
      const left = Math.floor(x / factor);
      const right = x / factor - left;
      for (let c = 0; c < 3; c++, to++) {
        const at = (row: number, col: number) => image.data[(row * image.width + col) * 3 + c]!;
        const upper = at(top, left) * (1 - right) + at(top, left + 1) * right;
        const lower = at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right;
        data[to] = Math.round(upper * (1 - down) + lower * down);
      }
    }
  }
  return { data, width, height, channels: 3 };
}
