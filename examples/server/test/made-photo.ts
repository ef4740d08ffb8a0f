import { encodeJpeg, encodePng } from '@exifclip/image';

/** A file of a smooth picture with fine noise, in the middle of which neighbours are averaged. */
export async function madePhoto(
  width: number,
  height: number,
  format: 'jpeg' | 'png' = 'png',
): Promise<Uint8Array<ArrayBuffer>> {
  let state = 3;
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = 120 + 60 * Math.sin((Math.floor(i / 3) % width) / 30) + (state >>> 27);
  }
  for (let y = Math.floor(height / 3); y < height * 0.7; y++) {
    const row = y * width;
    for (let i = (row + Math.floor(width / 3)) * 3; i < (row + width * 0.6) * 3; i++) {
      data[i] = (data[i]! + data[i + 3]!) >> 1;
    }
  }
  const picture = { data, width, height, channels: 3 } as const;
  // copied: only over a plain ArrayBuffer are bytes a body to `fetch`
  return new Uint8Array(await (format === 'png' ? encodePng(picture) : encodeJpeg(picture)));
}
