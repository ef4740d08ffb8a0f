/** How the first channels of a sample make a colour; further channels (alpha) are dropped. */
export type ColorModel = 'grey' | 'rgb' | 'cmyk';

/** Channels that each colour model needs. */
const CHANNELS: Readonly<Record<ColorModel, number>> = { grey: 1, rgb: 3, cmyk: 4 };

/**
 * Interleaved samples to interleaved RGB bytes, with no colour management: grey is repeated,
 * channels beyond the colour model (alpha) are dropped, not blended, and 16-bit samples become
 * `v >> 8`. CMYK (255 = full ink) becomes `R = (255 - C) * (255 - K) / 255`, rounded, and likewise
 * G from M and B from Y.
 *
 * @param samples `[pixels, channels]`
 * @returns `[pixels, 3]`; the samples themselves where they are RGB bytes already
 */
export function samplesToRgb(
  samples: Uint8Array | Uint8ClampedArray | Uint16Array,
  channels: number,
  model: ColorModel,
): Uint8Array {
  if (channels < CHANNELS[model]) {
    throw new RangeError(`expected at least ${CHANNELS[model]} ${model} channels, got ${channels}`);
  }
  if (model === 'rgb' && channels === 3 && samples instanceof Uint8Array) return samples;
  const pixels = samples.length / channels;
  const rgb = new Uint8Array(pixels * 3);
  const shift = samples instanceof Uint16Array ? 8 : 0;
  const green = model === 'grey' ? 0 : 1;
  const blue = model === 'grey' ? 0 : 2;
  for (let pixel = 0, from = 0, to = 0; pixel < pixels; pixel++, from += channels, to += 3) {
    rgb[to] = samples[from]! >> shift;
    rgb[to + 1] = samples[from + green]! >> shift;
    rgb[to + 2] = samples[from + blue]! >> shift;
  }
  if (model === 'cmyk') inkToLight(rgb, samples, channels, shift);
  return rgb;
}

/** Turns CMY in `rgb` into RGB, with K read from `samples`. */
function inkToLight(
  rgb: Uint8Array,
  samples: Uint8Array | Uint8ClampedArray | Uint16Array,
  channels: number,
  shift: number,
): void {
  for (let to = 0, black = 3; to < rgb.length; to += 3, black += channels) {
    const light = 255 - (samples[black]! >> shift);
    rgb[to] = Math.round(((255 - rgb[to]!) * light) / 255);
    rgb[to + 1] = Math.round(((255 - rgb[to + 1]!) * light) / 255);
    rgb[to + 2] = Math.round(((255 - rgb[to + 2]!) * light) / 255);
  }
}
