// Pictures beside each other, and masks as pictures.

/** @typedef {import('@exifclip/image').RasterImage} RasterImage */

const GAP = 8;
const GREY = 128;

/** @param {readonly RasterImage[]} panels of one height @returns {RasterImage} */
export function hstack(panels) {
  const { height } = panels[0];
  const width = panels.reduce((sum, panel) => sum + panel.width + GAP, -GAP);
  const data = new Uint8Array(width * height * 3).fill(GREY);
  let left = 0;
  for (const panel of panels) {
    for (let row = 0; row < height; row += 1) {
      const from = row * panel.width * 3;
      data.set(panel.data.subarray(from, from + panel.width * 3), (row * width + left) * 3);
    }
    left += panel.width + GAP;
  }
  return { data, width, height, channels: 3 };
}

/**
 * @param {import('@exifclip/image').DenseArray<Uint8Array> | undefined} mask none: nothing is pasted
 * @param {{ width: number, height: number }} size
 * @returns {RasterImage}
 */
export function maskPicture(mask, { width, height }) {
  const data = new Uint8Array(width * height * 3);
  mask?.data.forEach((value, i) => {
    data.fill(value > 0 ? 255 : 0, i * 3, i * 3 + 3);
  });
  return { data, width, height, channels: 3 };
}
