import type { RasterImage } from '@exifclip/image';

/** A smooth picture with fine noise, in the middle of which neighbours are averaged: a paste. */
export function madePhoto(width: number, height: number): RasterImage {
  let state = 3;
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const x = Math.floor(i / 3) % width;
    data[i] = 120 + 60 * Math.sin(x / 30) + (state >>> 27);
  }
  for (let y = Math.floor(height / 3); y < height * 0.7; y++) {
    for (let x = Math.floor(width / 3); x < width * 0.6; x++) {
      const i = (y * width + x) * 3;
      for (let c = 0; c < 3; c++) data[i + c] = (data[i + c]! + data[i + 3 + c]!) >> 1;
    }
  }
  return { data, width, height, channels: 3 };
}
